# The data folder: everything that a system keeps. One process at a time holds it.
#   postgres/ secrets/ postgres.port   the embedded database      logs/host.log   what the host says
#   run.json                           address and processes, while a system runs there
# Anything else in it belongs to the host (attachments, keys).

DATA=

# hold_data FOLDER WHO: makes the folder where needed and locks it, or ends with a sentence that says who has it.
hold_data() {
  local holder
  DATA=$1
  mkdir -p "$DATA/logs" 2>/dev/null && [ -w "$DATA" ] && [ -w "$DATA/logs" ] ||
    fail "the data folder $DATA cannot be made or written; choose another with --data DIR"
  DATA=$(cd "$DATA" && pwd -P)
  take_data_lock
  case $? in
    0) printf '%s (process %s)\n' "$2" "$$" >"$DATA/.holder" ;;
    1) holder=$(cat "$DATA/.holder" 2>/dev/null || echo 'another process')
      fail "the data folder $DATA is in use by $holder$(running_address);" \
        "stop it first or choose another with --data DIR" ;;
    *) fail "the data folder $DATA cannot be written; choose another with --data DIR" ;;
  esac
  on_end release_data
}

# After a kill -9 of the holder, a child of it may keep the lock for a moment.
take_data_lock() {
  local tries=0 code
  while :; do
    try_lock 9 "$DATA/.lock"; code=$?
    [ $code = 1 ] && [ $tries -lt 20 ] && ! alive "$(holder_pid)" || return $code
    tries=$((tries + 1))
    sleep 0.1
  done
}

holder_pid() { sed -n 's/.*(process \([0-9]*\)).*/\1/p' "$DATA/.holder" 2>/dev/null; }

release_data() { rm -rf "$DATA/.holder" "$DATA/.lock.held" "$DATA/run.json"; exec 9>&-; }

# run_fact NAME: one value of run.json, empty when no system runs there.
run_fact() { sed -n "s/^ *\"$1\": *\"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p" "$DATA/run.json" 2>/dev/null; }

running_address() { local url; url=$(run_fact url); [ -z "$url" ] || printf ', at %s' "$url"; }

# True when a system runs on this data folder; URL is its address then.
system_runs() {
  DATA=$1
  URL=$(run_fact url)
  [ -n "$URL" ] && alive "$(run_fact scriptPid)" && alive "$(run_fact hostPid)"
}
