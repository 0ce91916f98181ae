describe() { echo 'copies database and files to another place while the system serves'; }

usage() {
  cat <<'END'
Use: ./smartcity backup --to DIR [--keys DIR] [--data DIR] [--json]

Makes a base backup of the embedded database with everything else that the data folder holds, in DIR/<time>, while the
system goes on serving. From the first backup on, the write-ahead log is kept in DIR/wal too: ./smartcity restore
reaches any moment after the backup. Every file is listed with its hash in manifest.json, which is written last.

  --to DIR    where backups go; outside of the data folder, best on another disk
  --keys DIR  mirrors the keys of persons there, in a place of its own: with the backup alone nobody's sealed data can
              be read, and a person who is erased is erased in the mirror at the next backup
  --data DIR  the data folder (data, beside this script)
  --json      the outcome as JSON

A PostgreSQL of your own is backed up with its own tools.

系统运行中备份数据库与文件；此后持续归档预写日志，可恢复到备份之后的任一时刻。
END
}

run() {
  local data=$ROOT/data to= keys= words=()
  while [ $# -gt 0 ]; do
    case $1 in
      --data | --data=*) take_value --data "$@"; data=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --to | --to=*) take_value --to "$@"; to=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --keys | --keys=*) take_value --keys "$@"; keys=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --json) words+=(--json); shift ;;
      *) unknown_option backup "$1" ;;
    esac
  done
  [ -n "$to" ] || misuse "backup needs --to DIR: where the backup goes"
  [ -z "${ConnectionStrings__Postgres-}" ] ||
    fail "backup is for the embedded database; back up the server in ConnectionStrings__Postgres with its own tools"
  [ -e "$data/postgres" ] || fail "there is no embedded database in $data; ./smartcity up makes one"
  case $to/ in "$data"/*) misuse "$to lies within the data folder $data: keep a backup elsewhere" ;; esac
  require_host
  mkdir -p "$to/wal" 2>/dev/null && [ -w "$to" ] || fail "the folder $to cannot be made or written"
  to=$(cd "$to" && pwd -P)

  if system_runs "$data"; then
    THROW_AWAY=
    DATA=$(cd "$data" && pwd -P)
    CLUSTER_HOME=$DATA CLUSTER=$DATA/postgres
    find_cluster
    CLUSTER_PORT=$(cat "$DATA/postgres.port")
    join_settings
    archive_to "$to/wal"
    write_settings && kill -HUP "$(cluster_pid)" || fail "the database server does not take its new settings"
  else
    hold_data "$data" "./smartcity backup"
    CLUSTER_HOME=$DATA CLUSTER=$DATA/postgres
    find_cluster
    archive_to "$to/wal"
    open_cluster "$DATA"
    export_settings
  fi
  [ -z "$keys" ] || words+=(--keys "$keys")
  run_program backup --cluster "$CLUSTER" --to "$to" ${words[@]+"${words[@]}"}
  exit $?
}

# The database's user writes there.
archive_to() {
  chmod 700 "$1"
  if as_root; then chown "$CLUSTER_UID:$(id -g "$CLUSTER_UID")" "$1"; fi
  as_postgres test -w "$1" ||
    fail "user $(id -un "$CLUSTER_UID"), whom the database runs as, cannot write in $1; choose another --to DIR"
  printf '%s\n' "$1" >"$CLUSTER_HOME/postgres.archive" || fail "the folder $CLUSTER_HOME cannot be written"
}
