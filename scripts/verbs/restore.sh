describe() { echo 'makes a data folder from a backup, as of its end or any later moment'; }

usage() {
  cat <<'END'
Use: ./smartcity restore BACKUP --data DIR [--to-time TIME] [--keys DIR] [--wal DIR] [--json]

Lays a backup out in a data folder that is not there yet, checks every file by its hash, plays the write-ahead log that
was kept since, and checks the ledger. The system is then started with ./smartcity up --data DIR.

  BACKUP          a folder that ./smartcity backup made
  --data DIR      the new data folder
  --to-time TIME  the moment to go to, such as '2026-03-01 09:00:00+08:00'; without it: all that was archived
  --keys DIR      the mirror of the keys of persons; without it sealed data stays unreadable
  --wal DIR       the archive of the write-ahead log (wal, beside the backup)
  --json          the outcome as JSON

由备份恢复出一个数据目录：逐个文件核对哈希，重放预写日志至指定时刻，并核验账本。
END
}

run() {
  local backup= data= time= keys= wal= words=()
  while [ $# -gt 0 ]; do
    case $1 in
      --data | --data=*) take_value --data "$@"; data=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --to-time | --to-time=*) take_value --to-time "$@"; time=$VALUE; shift $TAKEN ;;
      --keys | --keys=*) take_value --keys "$@"; keys=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --wal | --wal=*) take_value --wal "$@"; wal=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --json) words+=(--json); shift ;;
      -*) unknown_option restore "$1" ;;
      *) [ -z "$backup" ] || misuse "restore takes one backup"; backup=$(absolute_path "$1"); shift ;;
    esac
  done
  [ -n "$backup" ] && [ -n "$data" ] || misuse "restore needs a backup and --data DIR; ./smartcity restore --help tells more"
  [ -f "$backup/manifest.json" ] || fail "$backup is no whole backup: it has no manifest.json"
  case $time in *\'* | *\\*) misuse "--to-time needs a moment such as '2026-03-01 09:00:00+08:00'" ;; esac
  [ -z "$keys" ] || [ -d "$keys" ] || fail "there are no keys in $keys"
  [ ! -e "$data/postgres" ] || fail "there is a database in $data already; a backup is restored into a folder of its own"
  require_host
  hold_data "$data" "./smartcity restore"
  wal=${wal:-$(dirname "$backup")/wal}
  CLUSTER_HOME=$DATA CLUSTER=$DATA/postgres THROW_AWAY=
  PG_WANTED=$(sed -n 's/^ *"postgresVersion": *\([0-9]*\).*/\1/p' "$backup/manifest.json")
  require_postgres_programs

  local place
  choose_place
  [ -z "$keys" ] || words+=(--keys "$keys")
  export SmartCity__Data=$DATA
  if ! run_program restore --from "$backup" --cluster "$place" ${words[@]+"${words[@]}"}; then rm -rf "$place"; exit 1; fi
  if as_root; then chown -R "$CLUSTER_UID:$(id -g "$CLUSTER_UID")" "$place"; fi
  chmod 700 "$place"
  keep_place
  find_cluster
  play_log "$wal" "$time"
  check_ledger
}

# play_log ARCHIVE TIME: the server plays what it finds and ends when it has got there.
play_log() {
  RECOVERY_SETTINGS="hot_standby = off
restore_command = 'cp \"${1//\'/\'\'}/%f\" %p 2>/dev/null'
recovery_target_timeline = 'latest'"
  [ -z "$2" ] || RECOVERY_SETTINGS="$RECOVERY_SETTINGS
recovery_target_time = '$2'
recovery_target_action = 'promote'"
  as_postgres touch "$CLUSTER/recovery.signal" || fail "the folder $CLUSTER cannot be written"
  on_end close_cluster
  say "Playing the write-ahead log …"
  start_cluster
  await_recovery
  sed -n 's/.*\(last completed transaction was at log time .*\)/  The \1/p; s/.*\(recovery stopping before .*\)/  \1/p' "$CLUSTER/server.log" | tail -n 2 >&2
  RECOVERY_SETTINGS=
  close_cluster
}

# The server says so when it has come to the end, or to the moment that was asked for.
await_recovery() {
  local log=$CLUSTER/server.log began=$SECONDS told=0
  until grep -q 'database system is ready to accept connections' "$log"; do
    if ! is_postgres "$(cluster_pid)"; then
      show_end_of "$log" 8
      fail "the write-ahead log could not be played to where it should; the whole log is $log." \
        "Delete $DATA and try again, with another --to-time or --wal"
    fi
    [ $((SECONDS - began - told)) -lt 15 ] || { told=$((SECONDS - began)); say "Playing the write-ahead log … $told s"; }
    sleep 0.2
  done
}

# A state that is older than a checkpoint somebody kept elsewhere is found by ./smartcity verify-ledger --checkpoints.
check_ledger() {
  [ -f "$ROOT/scripts/verbs/verify-ledger.sh" ] || { say "Restored. Start it with ./smartcity up --data $DATA"; return; }
  undo_all
  exec "$ROOT/smartcity" verify-ledger --data "$DATA"
}
