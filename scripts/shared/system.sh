# A whole system on one data folder: the database (unless the user brings one) and the host.

# start_system PORT HJ212_PORT MQTT_PORT WHO; DATA is the folder. Returns when the host is ready.
start_system() {
  clear_host_leftovers
  require_free_port --port "$1"
  require_free_port --hj212-port "$2"
  require_free_port --mqtt-port "$3"
  [ -n "${ConnectionStrings__Postgres-}" ] || open_cluster "$DATA"
  export_settings
  start_host "$1" "$2" "$3"
  await_host "$1"
  URL=http://127.0.0.1:$1
  write_run_file "$@"
}

write_run_file() {
  local postgres=null
  [ -n "$CLUSTER_STARTED" ] && postgres=$(cluster_pid)
  cat >"$DATA/run.json.new" <<END && mv "$DATA/run.json.new" "$DATA/run.json"
{
  "url": "$URL",
  "port": $1,
  "hj212Port": $2,
  "mqttPort": $3,
  "scriptPid": $$,
  "hostPid": $HOST_PID,
  "postgresPid": $postgres,
  "startedAt": "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
}
END
}

# Stays until the host ends or a signal comes. A database server that dies is started again; the host reconnects.
attend_system() {
  while alive "$HOST_PID"; do
    sleep 1 8>&- 9>&- &
    LONG_STEP=$!   # so that a signal ends the waiting too
    wait "$LONG_STEP"
    LONG_STEP=
    if [ -n "$CLUSTER_STARTED" ] && ! is_postgres "$(cluster_pid)" && alive "$HOST_PID"; then
      say "The database server has ended; starting it again …"
      start_cluster
      [ "$(connection_string "$APP_ROLE")" = "$ConnectionStrings__Postgres" ] ||
        fail "the database server could not come back on its port; start ./smartcity up again"
      write_run_file "$(run_fact port)" "$(run_fact hj212Port)" "$(run_fact mqttPort)"
    fi
  done
  wait "$HOST_PID" 2>/dev/null
  fail "the host has ended (exit code $?); its log is $HOST_LOG"
}

# run_program VERB argument…: a program of the host, told where the system is.
run_program() { (cd "$HOST_FOLDER" && exec dotnet "$HOST_DLL" "$@" 8>&- 9>&-); }

# pass_through VERB argument…: runs the host's program of that name against the system given by --url, or the one
# that runs on the data folder, or one started for its time.
pass_through() {
  local verb=$1 data=$ROOT/data url= words=() code
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --data | --data=*) take_value --data "$@"; data=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --url | --url=*) take_value --url "$@"; url=$VALUE; shift $TAKEN ;;
      *) words+=("$1"); shift ;;
    esac
  done
  require_host
  if [ -z "$url" ]; then
    if system_runs "$data"; then
      url=$URL
      join_settings
    else
      hold_data "$data" "./smartcity $verb"
      say "No system runs on $DATA; starting one for the time of '$verb' …"
      start_system "$(free_port)" "$(free_port)" "$(free_port)"
      url=$URL
    fi
  fi
  run_program "$verb" --url "$url" ${words[@]+"${words[@]}"}
  code=$?
  exit $code
}

# The settings of a system that another process runs on the embedded database of DATA.
join_settings() {
  if [ -z "${ConnectionStrings__Postgres-}" ] && [ -r "$DATA/postgres.port" ]; then
    CLUSTER_HOME=$DATA CLUSTER_PORT=$(cat "$DATA/postgres.port")
    export ConnectionStrings__Postgres ConnectionStrings__PostgresOwner
    ConnectionStrings__Postgres=$(connection_string "$APP_ROLE")
    ConnectionStrings__PostgresOwner=$(connection_string "$OWNER_ROLE")
  fi
  export SmartCity__Data=$DATA
}
