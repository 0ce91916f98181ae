#!/usr/bin/env bash
# Quick checks of ./smartcity itself: one line `ok …` or `not ok …` each; exit code 1 when one fails.
set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
SCRATCH=$(mktemp -d) && chmod 711 "$SCRATCH"
trap 'chmod -R u+w "$SCRATCH"; rm -rf "$SCRATCH"' EXIT
unset ConnectionStrings__Postgres ConnectionStrings__PostgresOwner
failures=0

# smartcity argument…: OUT holds everything it printed, CODE its exit code.
smartcity() { OUT=$("$ROOT/smartcity" "$@" 2>&1 </dev/null); CODE=$?; }

ok() { printf 'ok %s\n' "$1"; }
not_ok() { printf 'not ok %s (exit code %s)\n%s\n' "$1" "$CODE" "$(printf '%s' "$OUT" | sed 's/^/  | /')"; failures=1; }

# expect NAME CODE TEXT: what was run last ended so and said so.
expect() { if [ "$CODE" = "$2" ] && [[ $OUT == *"$3"* ]]; then ok "$1"; else not_ok "$1"; fi; }

# One clear sentence: a single line that names the program.
expect_sentence() {
  if [ "$(printf '%s\n' "$OUT" | wc -l)" = 1 ]; then expect "$@"; else not_ok "$1"; fi
}

cd "$SCRATCH"

smartcity --help
for verb in up test demo rebuild psql bench backup restore import-ledger verify-ledger; do expect "the list of verbs names $verb" 0 "  $verb "; done
for verb in up test demo rebuild psql bench backup restore import-ledger verify-ledger; do
  smartcity "$verb" --help
  expect "$verb has a help text" 0 "Use: ./smartcity $verb"
done

smartcity fly
expect_sentence "an unknown verb is refused" 2 "no verb 'fly'"
smartcity ../shared/say
expect_sentence "a path is not a verb" 2 "no verb"
smartcity up --prot 8080
expect_sentence "an unknown option is refused by name" 2 "'--prot' is not an option of 'up'"
smartcity up --port
expect_sentence "an option without its value is refused" 2 "--port needs a value"
smartcity up --port eighty
expect_sentence "a port that is no number is refused" 2 "--port needs a port number"
smartcity up --port=70000
expect_sentence "a port beyond 65535 is refused" 2 "--port needs a port number"
smartcity import-ledger
expect_sentence "an import without a file is refused" 2 "import-ledger needs a file"
smartcity import-ledger "$SCRATCH/no-such.zip"
expect_sentence "an import of a file that is not there is refused" 1 "cannot be read"
smartcity test --only NoSuchProject
expect_sentence "a test project that does not exist is refused" 2 "no test project is named so"
smartcity psql --data "$SCRATCH/nothing"
expect_sentence "psql without a database says what makes one" 1 "./smartcity up makes one"

ln -s "$ROOT/smartcity" linked
OUT=$(./linked --help 2>&1); CODE=$?
expect "it runs through a link from another folder" 0 "./smartcity VERB"

# A PATH with the ordinary commands and without dotnet.
mkdir bin
for command in bash env basename cat cut date dirname grep id mkdir readlink sed sort tail uname; do
  ln -s "$(command -v "$command")" "bin/$command"
done
for verb in up test demo rebuild bench; do
  OUT=$(PATH=$SCRATCH/bin "$ROOT/smartcity" "$verb" 2>&1 </dev/null); CODE=$?
  expect_sentence "$verb without dotnet says what is missing" 1 "the .NET SDK 10 is needed"
done

touch file
smartcity up --data file/inside
expect_sentence "a data folder that cannot be made is refused" 1 "cannot be made or written"

# A backup of a system that serves, restored to a moment: with the host that the solution's build left.
export SMARTCITY_HOST=$ROOT/src/Host/bin/Release/net10.0
if [ -f "$SMARTCITY_HOST/SmartCity.Host.dll" ] && command -v curl >/dev/null; then . "$ROOT/tests/script/backup.sh"; fi

exit $failures
