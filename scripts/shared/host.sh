# The host program: started with its environment, waited for, stopped.

HOST_PID=
HOST_LOG=
HEALTH_LIMIT=${SMARTCITY_START_SECONDS:-300}   # a first start lays out the whole database

# http_get PORT PATH: STATUS and BODY of a plain local request; false when nobody answers.
http_get() {
  local line
  STATUS= BODY=
  exec 4<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nAccept: application/json\r\n\r\n' "$2" "$1" >&4
  read -r -t 10 line <&4 && STATUS=$(printf '%s' "$line" | cut -d ' ' -f 2)
  while read -r -t 10 line <&4 && [ -n "${line%$'\r'}" ]; do :; done
  BODY=$(cat <&4)
  exec 4>&-
  [ -n "$STATUS" ]
} 2>/dev/null

# What the host and the programs behind the verbs are told. A server of the user's own serves both roles.
export_settings() {
  if [ -n "$CLUSTER_STARTED" ]; then
    export ConnectionStrings__Postgres ConnectionStrings__PostgresOwner
    ConnectionStrings__Postgres=$(connection_string "$APP_ROLE")
    ConnectionStrings__PostgresOwner=$(connection_string "$OWNER_ROLE")
    export SmartCity__DemoMode=${SmartCity__DemoMode:-true}
  else
    export ConnectionStrings__PostgresOwner=${ConnectionStrings__PostgresOwner:-$ConnectionStrings__Postgres}
    export SmartCity__DemoMode=${SmartCity__DemoMode:-false}
  fi
  export SmartCity__Data=$DATA
}

# A host that a killed `up` left behind would fight with the new one over the data folder.
clear_host_leftovers() {
  local pid
  pid=$(cat "$DATA/host.pid" 2>/dev/null) || return
  if alive "$pid" && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q 'SmartCity\.Host'; then
    say "Stopping the host that an earlier run left behind (process $pid) …"
    kill "$pid" 2>/dev/null
    gone_within "$pid" 150 || kill -9 "$pid" 2>/dev/null
    gone_within "$pid" 50 || fail "the host left behind by an earlier run (process $pid) does not stop"
  fi
  rm -f "$DATA/host.pid"
}

require_free_port() {
  port_is_open "$2" && fail "port $2 is already taken by another program; choose another with $1 PORT"
}

# start_host PORT HJ212_PORT MQTT_PORT
start_host() {
  HOST_LOG=$DATA/logs/host.log
  [ -f "$HOST_LOG" ] && mv -f "$HOST_LOG" "$HOST_LOG.1"
  (
    cd "$HOST_FOLDER" || exit 1
    export ASPNETCORE_URLS=http://127.0.0.1:$1 DeviceGateway__Hj212Port=$2 DeviceGateway__MqttPort=$3
    exec dotnet "$HOST_DLL" >>"$HOST_LOG" 2>&1 </dev/null 8>&- 9>&-
  ) &
  HOST_PID=$!
  echo "$HOST_PID" >"$DATA/host.pid"
  on_end stop_host
}

# True when it is our host that listens there: another program may have taken the port while ours was starting.
# Where there is no /proc this is taken for granted.
host_owns_port() {
  [ -r /proc/net/tcp ] || return 0
  local hex line socket owned
  hex=$(printf '%04X' "$1")
  owned=$(ls -l "/proc/$HOST_PID/fd" 2>/dev/null)
  for socket in $(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    sed -n "s/^ *[0-9]*: [0-9A-F]*:$hex [0-9A-F]*:[0-9A-F]* 0A \([^ ]* *\)\{5\}\([0-9]*\) .*/\2/p"); do
    case $owned in *"socket:[$socket]"*) return 0 ;; esac
  done
  return 1
}

# Ready means: commands are accepted and read models run.
await_host() {
  local began=$SECONDS told=0 passed
  until http_get "$1" /health/ready && [ "$STATUS" = 200 ] && host_owns_port "$1"; do
    passed=$((SECONDS - began))
    if ! alive "$HOST_PID"; then
      show_end_of "$HOST_LOG" 30
      fail "the host ended before it was ready; its log is $HOST_LOG"
    fi
    if [ $passed -ge "$HEALTH_LIMIT" ]; then
      show_end_of "$HOST_LOG" 30
      fail "the host was not ready within $HEALTH_LIMIT seconds; its log is $HOST_LOG"
    fi
    if [ $((passed - told)) -ge 10 ]; then told=$passed; say "Still starting … $passed s"; fi
    sleep 0.1
  done
}

stop_host() {
  [ -n "$HOST_PID" ] || return
  kill "$HOST_PID" 2>/dev/null
  gone_within "$HOST_PID" 400 || kill -9 "$HOST_PID" 2>/dev/null
  wait "$HOST_PID" 2>/dev/null
  HOST_PID=
  rm -f "$DATA/host.pid"
}
