# What was started is stopped: however the script ends (short of kill -9), undo runs once, last started first.

UNDO=()
LONG_STEP=
on_end() { UNDO+=("$1"); }

undo_all() {
  trap '' INT TERM HUP
  [ -n "$LONG_STEP" ] && kill "$LONG_STEP" 2>/dev/null && wait "$LONG_STEP" 2>/dev/null
  LONG_STEP=
  local i=${#UNDO[@]} step
  while [ "$i" -gt 0 ]; do
    i=$((i - 1))
    step=${UNDO[$i]}
    unset "UNDO[$i]"
    "$step"
  done
}

# Ctrl-C and SIGTERM are the ordinary way to end `up`: exit code 0 there, 130 elsewhere.
END_CODE=130
trap 'code=$?; undo_all; exit $code' EXIT
trap 'stop_on_signal' INT TERM HUP

stop_on_signal() {
  [ -t 2 ] && printf '\n' >&2
  say "Stopping …"
  exit "$END_CODE"
}

# long_step TITLE LOG command…: runs it with its output in LOG and shows that time passes.
# On a terminal the seconds count; elsewhere a line every 15 seconds. The command's exit code is returned.
long_step() {
  local title=$1 log=$2 began=$SECONDS told=0 passed code
  shift 2
  if [ -t 2 ]; then printf '%s … ' "$title" >&2; else say "$title …"; fi
  "$@" >"$log" 2>&1 </dev/null 8>&- 9>&- &
  LONG_STEP=$!
  while kill -0 "$LONG_STEP" 2>/dev/null; do
    sleep 0.2
    passed=$((SECONDS - began))
    if [ -t 2 ]; then
      [ "$passed" = "$told" ] || { told=$passed; printf '\r%s … %s s' "$title" "$passed" >&2; }
    elif [ $((passed - told)) -ge 15 ]; then told=$passed; say "$title … $passed s"; fi
  done
  wait "$LONG_STEP"; code=$?
  LONG_STEP=
  [ -t 2 ] && printf '\r%s … %s (%s s)\n' "$title" "$([ $code = 0 ] && echo done || echo failed)" \
    "$((SECONDS - began))" >&2
  return $code
}

# try_lock FD FILE: waits for nobody; false when another process holds it. Children must close the descriptor.
# Without flock (macOS) a folder with the holder's process id stands in for it.
try_lock() {
  local fd=$1 file=$2 holder
  eval "exec $fd>>\"\$file\"" 2>/dev/null || return 2
  if command -v flock >/dev/null; then flock -n "$fd"; return; fi
  if ! mkdir "$file.held" 2>/dev/null; then
    holder=$(cat "$file.held/pid" 2>/dev/null)
    [ -n "$holder" ] && kill -0 "$holder" 2>/dev/null && return 1
  fi
  echo $$ >"$file.held/pid"
}

# True while the process runs (a zombie does not).
alive() {
  [ -n "${1-}" ] || return 1
  if [ -r "/proc/$1/stat" ]; then
    ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null
  else
    kill -0 "$1" 2>/dev/null
  fi
}

# Waits up to N tenths of a second for a process to end.
gone_within() {
  local tenths=$2
  while alive "$1"; do
    [ "$tenths" -gt 0 ] || return 1
    tenths=$((tenths - 1))
    sleep 0.1
  done
}
