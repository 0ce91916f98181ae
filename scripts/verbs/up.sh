describe() { echo 'starts everything in the foreground; Ctrl-C stops it'; }

usage() {
  cat <<'END'
Use: ./smartcity up [--port 8080] [--hj212-port 9212] [--mqtt-port 1883] [--data DIR] [--json]

Builds the system when its sources changed, starts its database and the host, and prints the address and the
demo accounts once commands are accepted. Ctrl-C or SIGTERM stops the host, then the database.

  --port PORT        pages and API, on 127.0.0.1 (8080)
  --hj212-port PORT  stations that speak HJ 212 over TCP, on 127.0.0.1 (9212)
  --mqtt-port PORT   devices that speak MQTT 3.1.1 or 5, on 127.0.0.1 (1883); OCPP and HTTP use --port
  --data DIR         the data folder; made when missing (data, beside this script)
  --json             the address and the accounts as one JSON object on standard output

Environment
  ConnectionStrings__Postgres       a PostgreSQL server of your own (15 or newer): none is started, demo mode is off
  ConnectionStrings__PostgresOwner  the role that owns the schema there (the same when not set)
  SmartCity__DemoMode               true or false: demo accounts and the movable clock
  SMARTCITY_PG_BIN                  a folder with PostgreSQL's programs, or npm, or apt (docs/operations.md)

在前台启动整个系统：数据库与主程序；就绪后打印网址与演示账号；按 Ctrl-C 停止。
END
}

run() {
  local port=8080 hj212=9212 mqtt=1883 data=$ROOT/data json= began=$SECONDS
  while [ $# -gt 0 ]; do
    case $1 in
      --port | --port=*) take_value --port "$@"; port=$VALUE; shift $TAKEN ;;
      --hj212-port | --hj212-port=*) take_value --hj212-port "$@"; hj212=$VALUE; shift $TAKEN ;;
      --mqtt-port | --mqtt-port=*) take_value --mqtt-port "$@"; mqtt=$VALUE; shift $TAKEN ;;
      --data | --data=*) take_value --data "$@"; data=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --json) json=yes; shift ;;
      *) unknown_option up "$1" ;;
    esac
  done
  require_port --port "$port"; require_port --hj212-port "$hj212"; require_port --mqtt-port "$mqtt"

  END_CODE=0
  require_dotnet
  hold_data "$data" "./smartcity up"
  require_host
  start_system "$port" "$hj212" "$mqtt"
  if [ -n "$json" ]; then tell_json "$port"; else tell "$port" $((SECONDS - began)); fi
  attend_system
}

# The address comes last: with many accounts it would have left the screen.
tell() {
  if [ "$SmartCity__DemoMode" = true ] && http_get "$1" /api/v1/demo/accounts && [ "$STATUS" = 200 ]; then
    printf '\nDemo accounts (this machine only) 演示账号（用户名、密码、角色、单位、姓名）：\n'
    accounts_table "$BODY"
  fi
  printf '\nSmartCity is ready at %s (after %s s; data in %s).\n' "$URL" "$2" "$DATA"
  printf '系统已就绪，请用浏览器打开上面的网址。Ctrl-C stops it. 按 Ctrl-C 停止。\n'
}

tell_json() {
  local accounts=[]
  if [ "$SmartCity__DemoMode" = true ] && http_get "$1" /api/v1/demo/accounts && [ "$STATUS" = 200 ]; then
    accounts=$BODY
  fi
  printf '{"url":%s,"data":%s,"accounts":%s}\n' "$(json_string "$URL")" "$(json_string "$DATA")" "$accounts"
}

# One line an account: user name, password, name, roles, unit. The answer is a flat list whose objects begin with the
# username; of a name in two languages the Chinese one is shown.
accounts_table() {
  local is='"[[:space:]]*:[[:space:]]*' text='"\([^"]*\)"' entry='{[[:space:]]*"username"' username password roles unit name
  { printf '%s' "$1" | tr -d '\n' | sed "s/$entry/\\
\"username\"/g"; echo; } |
    sed -n "s/^\"username$is$text.*\"password$is$text.*\"displayName$is\({[^}]*\"zh[^\"]*$is\)\{0,1\}$text.*\"roles$is\[\([^]]*\)\].*\"unit$is$text.*/\1 \2 \5 \6 \4/p" |
    while read -r username password roles unit name; do
      LC_ALL=C.UTF-8 printf '  %-24s %-28s %-14s %-10s %b\n' "$username" "$password" "$(printf '%s' "$roles" | tr -d '"')" "$unit" "$name"
    done
}
