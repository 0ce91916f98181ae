#!/usr/bin/env bash
# Fuzzes a reader of what devices send: scripts/fuzz.sh TARGET [SECONDS] [FOLDER]. See docs/protocols/fuzzing.md.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
target=${1:?"Use: scripts/fuzz.sh TARGET [SECONDS] [FOLDER]; a target is a folder of tests/Fuzz/corpus"} seconds=${2:-300}
out=${3:-$root/artifacts/fuzz}
seeds=$root/tests/Fuzz/corpus/$target
[ -d "$seeds" ] || { echo "fuzz: there is no corpus $seeds" >&2; exit 2; }
command -v afl-fuzz >/dev/null || { echo "fuzz: afl-fuzz is missing (Debian: apt-get install afl++)" >&2; exit 1; }

mkdir -p "$out"
dotnet build "$root/tests/Fuzz" -c Release -o "$out/bin" -v quiet --nologo -p:RunAnalyzers=false
dotnet "$out/bin/SmartCity.Fuzz.dll" instrument "$out/bin/SmartCity.DeviceGateway.dll"
rm -rf "${out:?}/$target"
export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1
export DOTNET_TieredPGO=0 DOTNET_gcServer=0
code=0
timeout --foreground $((seconds + 60)) afl-fuzz -i "$seeds" -o "$out/$target" -t 5000 -m none -V "$seconds" -- \
  dotnet "$out/bin/SmartCity.Fuzz.dll" fuzz "$target" >"$out/$target.log" 2>&1 || code=$?
found=$out/$target/default
[ -f "$found/fuzzer_stats" ] || { tail -n 20 "$out/$target.log" >&2; exit 1; }
grep -E '^(run_time|execs_done|execs_per_sec|corpus_count|saved_crashes|saved_hangs|edges_found) ' "$found/fuzzer_stats"
[ $code = 0 ] || [ $code = 124 ] || echo "fuzz: afl-fuzz ended with $code, see $out/$target.log" >&2
[ -z "$(ls "$found/crashes" "$found/hangs" 2>/dev/null | grep -E '^id' || true)" ]
