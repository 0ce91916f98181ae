describe() { echo 'passes every test over a throw-away database'; }

usage() {
  cat <<'END'
Use: ./smartcity test [--only NAME]… [--json] [-- arguments of the test programs]

Builds everything once in Release, brings a throw-away PostgreSQL and, as root with apt, a chromium for the browser
journey and a mosquitto as external MQTT broker, runs every tests/*.Tests project and the checks of this script
itself, and ends with a line `N passed, N failed`. The exit code is 0 when nothing failed. Nothing keeps running
afterwards.

  --only NAME  only the projects whose name contains NAME (Domain, Host, script …); may be given several times
  --json       the outcome as one JSON object on standard output
  --           what follows goes to every test program, for instance: -- -class '*Clock*'

Environment
  SMARTCITY_CHROMIUM    the browser for the journey; without one those tests are skipped
  SMARTCITY_TEST_LIMIT  seconds that one project may take (900)
  SMARTCITY_PG_BIN      a folder with PostgreSQL's programs, or npm, or apt (docs/operations.md)

构建全部代码，在临时数据库上运行所有测试；最后一行为“N passed, N failed”。
END
}

run() {
  local only=() words=() name
  JSON=
  while [ $# -gt 0 ]; do
    case $1 in
      --only | --only=*) take_value --only "$@"; only+=("$VALUE"); shift $TAKEN ;;
      --json) JSON=yes; shift ;;
      --) shift; words=("$@"); break ;;
      *) unknown_option test "$1" ;;
    esac
  done
  require_dotnet_sdk
  PASSED=0 FAILED=0 SKIPPED=0 OUTCOMES= BEGAN=$SECONDS
  local projects=()
  for name in $(cd "$ROOT/tests" && ls -d -- *.Tests script 2>/dev/null); do
    chosen "$name" ${only[@]+"${only[@]}"} && projects+=("$name")
  done
  [ ${#projects[@]} -gt 0 ] || misuse "no test project is named so; there are:" \
    "$(cd "$ROOT/tests" && ls -d -- *.Tests script | tr '\n' ' ')"

  TEST_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/smartcity-test.XXXXXX") || fail "no temporary folder could be made"
  chmod 711 "$TEST_FOLDER"
  on_end remove_test_folder
  if [ "${projects[*]}" != script ]; then
    build_tests
    open_cluster "$TEST_FOLDER" throw-away
    export ConnectionStrings__Postgres ConnectionStrings__PostgresOwner
    ConnectionStrings__Postgres=$(connection_string "$APP_ROLE")
    ConnectionStrings__PostgresOwner=$(connection_string "$OWNER_ROLE")
    find_chromium "${projects[@]}"
    find_broker "${projects[@]}"
  fi
  for name in "${projects[@]}"; do
    if [ "$name" = script ]; then run_script_checks; else run_project "$name" ${words[@]+"${words[@]}"}; fi
  done
  undo_all
  conclude
}

chosen() {
  local name=$1 part
  shift
  [ $# = 0 ] && return
  for part in "$@"; do case $name in *"$part"*) return 0 ;; esac; done
  return 1
}

remove_test_folder() { rm -rf "$(readlink -f "$TEST_FOLDER/postgres")" "$TEST_FOLDER"; }

build_tests() {
  local log
  begin_building
  log=$ROOT/artifacts/test-build.log
  if ! long_step "Building the solution (a few minutes the first time)" "$log" \
    dotnet build "$ROOT/SmartCity.sln" -c Release "${BUILD_OPTIONS[@]}"; then
    grep -E ': (error|warning) [A-Za-z]+[0-9]*:' "$log" | sort -u | head -n 30 >&2 || show_end_of "$log" 30
    say "The build failed; the whole log is $log"
    count build 0 1 0
    undo_all
    conclude
  fi
  end_building
}

# A browser is wanted only where a test project drives one.
find_chromium() {
  local name wanted= candidate
  for name in "$@"; do grep -qs 'Microsoft.Playwright' "$ROOT/tests/$name/"*.csproj && wanted=yes; done
  [ -n "$wanted" ] || return
  if [ -z "${SMARTCITY_CHROMIUM-}" ]; then
    for candidate in chromium chromium-browser google-chrome; do use_browser "$candidate" && return; done
    apt_install chromium fonts-noto-cjk && use_browser chromium && return
    unset SMARTCITY_CHROMIUM
    say "No chromium was found and none could be installed: the browser tests are skipped (set SMARTCITY_CHROMIUM)."
  fi
}

# An MQTT broker is wanted only where a test starts one (each on a port of its own).
find_broker() {
  local name wanted=
  for name in "$@"; do grep -rqs --include='*.cs' 'mosquitto' "$ROOT/tests/$name" && wanted=yes; done
  [ -n "$wanted" ] && [ ! -x /usr/sbin/mosquitto ] && ! command -v mosquitto >/dev/null || return 0
  apt_install mosquitto ||
    say "No mosquitto was found and none could be installed: the test with an external MQTT broker is skipped."
}

use_browser() {
  local found
  found=$(command -v "$1") && "$found" --version >/dev/null 2>&1 && export SMARTCITY_CHROMIUM=$found
}

# run_project NAME argument…: the test program prints its failures; the report tells the counts. A program that
# ends without a report, or fails without a failure in it, counts as one failure.
run_project() {
  local name=$1 report=$TEST_FOLDER/$1.xml program code facts passed=0 failed=0 skipped=0 errors=0
  shift
  program=$ROOT/tests/$name/bin/Release/net10.0/SmartCity.$name.dll
  [ -f "$program" ] || program=$ROOT/tests/$name/bin/Release/net10.0/$name.dll
  say "— $name"
  if [ -f "$program" ]; then
    with_limit dotnet "$program" -noLogo -noColor -result-xml "$report" "$@" >&2
    code=$?
  else
    say "$name was not built; is it in SmartCity.sln?"
    code=1
  fi
  if facts=$(grep -o -m 1 '<assembly [^>]*>' "$report" 2>/dev/null | head -n 1) && [ -n "$facts" ]; then
    passed=$(attribute passed "$facts") failed=$(attribute failed "$facts")
    skipped=$(($(attribute skipped "$facts") + $(attribute not-run "$facts"))) errors=$(attribute errors "$facts")
    failed=$((failed + errors))
  fi
  if [ $code != 0 ] && [ "$failed" = 0 ]; then
    failed=1
    if [ $code = 124 ]; then say "$name took longer than ${SMARTCITY_TEST_LIMIT:-900} seconds and was ended."
    else say "$name ended with exit code $code and no report of a failed test."; fi
  fi
  count "$name" "$passed" "$failed" "$skipped"
}

attribute() { local n; n=$(printf '%s' "$2" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"); printf '%s' "${n:-0}"; }

# Runs a test program so that Ctrl-C and SIGTERM end it, and time does.
with_limit() {
  local code
  if command -v timeout >/dev/null; then set -- timeout -k 10 "${SMARTCITY_TEST_LIMIT:-900}" "$@"; fi
  "$@" </dev/null 8>&- 9>&- &
  LONG_STEP=$!
  wait $LONG_STEP; code=$?
  LONG_STEP=
  return $code
}

# The script's own checks print `ok …` or `not ok …` a line.
run_script_checks() {
  local log=$TEST_FOLDER/script.log passed failed code
  say "— script"
  with_limit bash "$ROOT/tests/script/run.sh" >"$log" 2>&1
  code=$?
  grep -v '^ok ' "$log" >&2
  passed=$(grep -c '^ok ' "$log") failed=$(grep -c '^not ok ' "$log")
  [ $code != 0 ] && [ "$failed" = 0 ] && failed=1
  count script "$passed" "$failed" 0
}

count() {
  PASSED=$((PASSED + $2)) FAILED=$((FAILED + $3)) SKIPPED=$((SKIPPED + $4))
  OUTCOMES="$OUTCOMES${OUTCOMES:+,}{\"project\":$(json_string "$1"),\"passed\":$2,\"failed\":$3,\"skipped\":$4}"
  say "  $1: $2 passed, $3 failed, $4 skipped (after $((SECONDS - BEGAN)) s)"
}

conclude() {
  local line="$PASSED passed, $FAILED failed"
  [ "$SKIPPED" = 0 ] || line="$line, $SKIPPED skipped"
  if [ -n "$JSON" ]; then
    printf '{"passed":%s,"failed":%s,"skipped":%s,"seconds":%s,"projects":[%s]}\n' \
      "$PASSED" "$FAILED" "$SKIPPED" "$((SECONDS - BEGAN))" "$OUTCOMES"
  else
    printf '%s\n' "$line"
  fi
  [ "$FAILED" = 0 ] && [ "$PASSED" -gt 0 ]
  exit
}
