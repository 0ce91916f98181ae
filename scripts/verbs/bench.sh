describe() { echo 'measures speed on a throw-away system'; }

usage() {
  cat <<'END'
Use: ./smartcity bench commands|loops|cases|referrals|ingest|freshness|rebuild|dashboards|as-of|export|ledger|growth [options] [--data DIR | --url URL] [--json]

  commands    complete-task commands over HTTP against the same rows inserted by a bare endpoint with raw Npgsql
  loops       whole approvals a second, from the application to the archive
  referrals   the loop from a FHIR transaction (ServiceRequest, Task) to its acceptance, against the same rows behind a bare
              endpoint; then, among 1,000,000 stored ones (copies of rows), a search by patient
              (--stored N, --connections N, --seconds N)
  cases       100,000 city cases of a year through the import; then, among 1,000,000 stored ones (copies of rows), how fast
              duplicates are suggested, an inbox opens, and a report is dispatched at a steady 200 new cases a second
              (--cases N, --stored N, --rate N, --seconds N)
  ingest      values of devices a second, acknowledged after their commit, over HJ 212 and MQTT, against the same rows by
              binary COPY (--through writer,hj212,mqtt, --stations N, --points N, --in-flight N, --seconds N;
              with --data or --url also --hj212-port N, --mqtt-port N)
  freshness   how long after its answer a command stands in the inbox and in what supervision counts, at a steady 500 commands a
              second (--rate N, --seconds N)
  rebuild     all read models written anew while the system serves, events a second (--events N, 100,000 at least)
  as-of       a list of matters as of a past moment, the first time and again, among 1,000,000 events (--events N)
  ledger      events sealed a second, and how long a check of the whole ledger takes (--events N, 1,000,000)
  dashboards  what supervisors look at, among 1,000,000 matters (copies of rows; --stored N)
  export      1,000,000 stored events (copies of streams) exported in every format: events a second, and memory of the host
              (--events N)
  growth      what a command and a look into an inbox cost at 10,000, 100,000, 1,000,000 and 5,000,000 stored events (copies of
              closed matters, most of them in the archived partitions), against the same rows raw (--sizes N,N,…)

Measures a system of its own with an empty database and fsync on, on the disk of this folder, and removes it
afterwards; what it needs is built first. Further options go to the measuring program.

  --data DIR  measure the system that runs on this data folder instead (it keeps what was written)
  --url URL   measure the system at this address instead
  --json      the figures as JSON

在临时的空系统上测量速度（开启 fsync），结束后删除。
END
}

run() {
  local word
  for word in "$@"; do
    case $word in --data | --data=* | --url | --url=*) pass_through bench "$@" ;; esac
  done
  require_host
  mkdir -p "$ROOT/artifacts" && BENCH_FOLDER=$(mktemp -d "$ROOT/artifacts/bench.XXXXXX") ||
    fail "the folder $ROOT/artifacts cannot be written"
  chmod 711 "$BENCH_FOLDER"
  on_end remove_bench_folder
  hold_data "$BENCH_FOLDER" "./smartcity bench"
  unset ConnectionStrings__Postgres ConnectionStrings__PostgresOwner
  # Copies of rows have no streams: nothing may take them away while they are measured.
  case $1 in as-of | cases | dashboards | referrals | export | growth) export Reconciler__Share=0 Archive__Share=0 ;; esac
  local hj212 mqtt
  hj212=$(free_port) mqtt=$(free_port)
  start_system "$(free_port)" "$hj212" "$mqtt"
  run_program bench --url "$URL" --hj212-port "$hj212" --mqtt-port "$mqtt" "$@"
  exit $?
}

remove_bench_folder() {
  rm -rf "$(readlink -f "$BENCH_FOLDER/postgres")" "$BENCH_FOLDER"
}
