describe() { echo 'a shell on the embedded database, as its owner'; }

usage() {
  cat <<'END'
Use: ./smartcity psql [--data DIR] [-- arguments of psql]
     ./smartcity psql --json [--data DIR] -- 'select …'

Opens psql on the embedded database of the data folder as the role that owns it. The database is started when it
does not run, and stopped afterwards.

  --data DIR  the data folder (data, beside this script)
  --json      runs the one query given after -- and prints its rows as a JSON array
  --          what follows goes to psql as it stands, for instance: -- -c 'select 1'

以属主身份打开内置数据库的命令行；-- 之后的参数原样交给 psql。
END
}

run() {
  local data=$ROOT/data json= words=() query
  while [ $# -gt 0 ]; do
    case $1 in
      --data | --data=*) take_value --data "$@"; data=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --json) json=yes; shift ;;
      --) shift; words=("$@"); break ;;
      *) unknown_option psql "$1" ;;
    esac
  done
  [ -z "$json" ] || [ ${#words[@]} = 1 ] || misuse "psql --json needs exactly one query after --"
  [ -e "$data/postgres" ] || fail "there is no embedded database in $data; ./smartcity up makes one"

  if system_runs "$data" || [ -n "$(held_port "$data")" ]; then
    CLUSTER_HOME=$data CLUSTER_PORT=$(cat "$data/postgres.port")
    [ -r "$data/secrets/$OWNER_ROLE.password" ] || fail "the password in $data/secrets cannot be read by this user"
  else
    hold_data "$data" "./smartcity psql"
    open_cluster "$DATA"
  fi
  require_psql
  trap '' INT   # Ctrl-C is for psql: it ends a query there, not the shell
  export PGPASSWORD
  PGPASSWORD=$(secret "$OWNER_ROLE")
  if [ -n "$json" ]; then
    query=${words[0]%;}
    words=(-X -q -t -A -v ON_ERROR_STOP=1 -c "select coalesce(json_agg(r), '[]') from ($query) r")
  fi
  "$PSQL" -h 127.0.0.1 -p "$CLUSTER_PORT" -U "$OWNER_ROLE" -d "$DATABASE" ${words[@]+"${words[@]}"} 9>&-
  exit $?
}

# The port of a database that another verb of this script has started and still holds.
held_port() {
  local port
  [ -e "$1/.holder" ] && port=$(cat "$1/postgres.port" 2>/dev/null) && port_is_open "$port" && printf '%s' "$port"
}

require_psql() {
  PSQL=$PG_BIN/psql
  [ -n "$PG_BIN" ] && [ -x "$PSQL" ] && return
  PSQL=$(command -v psql) && return
  PSQL=$(ls /usr/lib/postgresql/*/bin/psql 2>/dev/null | sort -V | tail -n 1)
  [ -n "$PSQL" ] && return
  apt_install postgresql-client && PSQL=$(command -v psql) && return
  fail "psql is needed and was not found: the PostgreSQL that npm brings has none; install a postgresql-client"
}
