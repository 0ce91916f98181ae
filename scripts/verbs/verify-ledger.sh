describe() { echo 'recomputes the ledger and names the first wrong event'; }

usage() {
  cat <<'END'
Use: ./smartcity verify-ledger [--data DIR] [--checkpoints DIR] [--key KEY] [--offline] [--json]

Recomputes every leaf from its event, the Merkle tree from the leaves, and every signed checkpoint from the tree, out of
the database and the checkpoint files alone: no host is asked. Ends with 0 when all holds and with 1 when not; then the
first wrong event is named, and what is wrong with it. The database is started when it does not run.

  --data DIR         the data folder (data, beside this script)
  --checkpoints DIR  checkpoints kept elsewhere, instead of those in DIR/ledger and DIR/witness
  --key KEY          the public key that must have signed (name+id+base64; may be given again), instead of the keys
                     that stand beside the checkpoints
  --offline          only while no system runs on the data folder: nothing moves while it is checked
  --json             the outcome as JSON

从数据库与检查点文件重新计算整个账本，指出第一处错误；无需运行中的系统。
END
}

run() {
  local data=$ROOT/data offline= words=() code
  while [ $# -gt 0 ]; do
    case $1 in
      --data | --data=*) take_value --data "$@"; data=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --checkpoints | --checkpoints=*)
        take_value --checkpoints "$@"; words+=(--checkpoints "$(absolute_path "$VALUE")"); shift $TAKEN ;;
      --key | --key=*) take_value --key "$@"; words+=(--key "$VALUE"); shift $TAKEN ;;
      --offline) offline=yes; shift ;;
      --json) words+=(--json); shift ;;
      *) unknown_option verify-ledger "$1" ;;
    esac
  done
  require_host
  if system_runs "$data"; then
    [ -z "$offline" ] || fail "a system runs on $data, at $URL; stop it first, or leave --offline out"
    join_settings
  else
    [ -n "${ConnectionStrings__Postgres-}" ] || [ -e "$data/postgres" ] ||
      fail "there is no embedded database in $data; ./smartcity up makes one"
    hold_data "$data" "./smartcity verify-ledger"
    [ -n "${ConnectionStrings__Postgres-}" ] || open_cluster "$DATA"
    export_settings
  fi
  run_program verify-ledger --data "$DATA" ${words[@]+"${words[@]}"}
  code=$?
  exit $code
}
