# Part of run.sh: cases are reported before, during and after; the backup and what was archived since bring them back, up to a moment.

start_smartcity() {
  "$ROOT/smartcity" up --port "$PORT" --hj212-port $((PORT + 1)) --mqtt-port $((PORT + 2)) --data "$1" --json >up.json 2>up.err </dev/null &
  UP=$!
  for _ in $(seq 600); do [ -s up.json ] && return; kill -0 $UP 2>/dev/null || break; sleep 0.2; done
  OUT=$(cat up.err) CODE=1
  not_ok "the system starts on $1"
}

stop_smartcity() { kill -TERM "$UP" && wait "$UP"; }

call() { curl -s -H "Authorization: Bearer $TOKEN" "$@"; }

sign_in() {
  TOKEN=$(curl -s "$URL/connect/token" -d 'grant_type=client_credentials&client_id=integrator&client_secret=integrator-secret' |
    sed -n 's/.*"access_token"[^"]*"\([^"]*\)".*/\1/p')
}

report() {
  call -o /dev/null "$URL/api/v1/grid-cases" -H 'Content-Type: application/json' -H "Idempotency-Key: $1" \
    -d '{"kind":"event-06010","channel":"hotline","title":"'"$1"'","description":"litter","location":{"longitude":116.34,"latitude":39.'"$2"'}}'
}

# expect_cases NAME DATA TITLE…: the system restored there knows exactly these.
expect_cases() {
  local name=$1 data=$2
  shift 2
  start_smartcity "$data"
  sign_in
  OUT=$(call "$URL/api/v1/matters?kind=grid-case" | grep -o 'told-[a-z]*' | sort -u | tr '\n' ' ') CODE=0
  if [ "$OUT" = "$* " ]; then ok "$name"; else not_ok "$name"; fi
  stop_smartcity
}

PORT=$((20000 + RANDOM % 9000)) URL=
URL=http://127.0.0.1:$PORT
start_smartcity "$SCRATCH/system"
sign_in
report told-before 71
smartcity backup --data "$SCRATCH/system" --to "$SCRATCH/backups" --keys "$SCRATCH/keys"
expect "a running system is backed up" 0 "Backed up to"
report told-within 72
sleep 1.1
MOMENT=$(date -u '+%F %T+00')
sleep 1.1
report told-xafter 73
stop_smartcity
BACKUP=$(ls -d "$SCRATCH"/backups/2*Z)

smartcity restore "$BACKUP" --data "$SCRATCH/then" --to-time "$MOMENT" --keys "$SCRATCH/keys"
expect "a backup is restored to a moment" 0 ""
expect_cases "what was told until the moment is there, and nothing later" "$SCRATCH/then" told-before told-within
smartcity restore "$BACKUP" --data "$SCRATCH/newest"
expect_cases "without a moment all that was archived is there" "$SCRATCH/newest" told-before told-within told-xafter

printf x >>"$BACKUP/postgres/global/pg_control"
smartcity restore "$BACKUP" --data "$SCRATCH/spoilt"
expect "a backup that was changed is refused by the file's name" 1 "postgres/global/pg_control is not what it was"
smartcity restore "$SCRATCH" --data "$SCRATCH/spoilt"
expect_sentence "what is no backup is refused" 1 "is no whole backup"
smartcity restore "$BACKUP" --data "$SCRATCH/then"
expect_sentence "nothing is restored over a database" 1 "there is a database in"
smartcity backup --data "$SCRATCH/then" --to "$SCRATCH/then/backups"
expect_sentence "a backup within the data folder is refused" 2 "keep a backup elsewhere"
