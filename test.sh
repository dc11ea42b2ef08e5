#!/usr/bin/env bash
# Installs what the tests need, builds, and runs every test project on one throw-away PostgreSQL.
# Closes with one line: N passed, N failed, N skipped. A test that hangs for ten minutes is named and ends its project.
# CARECOORD_CHROMIUM names another Chromium than Debian's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

stop() { echo "$1" >&2; exit 1; }

source build/install-tools.sh
command -v dotnet >/dev/null && [[ $'\n'$(dotnet --list-sdks) == *$'\n10.'* ]] || stop "The tests need the .NET SDK 10: install it and start again."

echo "Building"
dotnet build CareCoord.sln -c Release --nologo --verbosity quiet

work=$(mktemp -d "${TMPDIR:-/tmp}/carecoord-tests.XXXXXX")
chmod 755 "$work"
ops=src/CareCoord.Ops/bin/Release/net10.0/carecoord.dll
end() {
  dotnet "$ops" database stop --data "$work/data" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap end EXIT

echo "Starting a throw-away PostgreSQL"
dotnet "$ops" database start --fast --data "$work/data" >"$work/start.log" 2>&1 || { cat "$work/start.log"; stop "The tests' PostgreSQL did not start."; }
export CARECOORD_TEST_CLUSTER="$work/data"

passed=0 failed=0 skipped=0 broken=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --results-directory "$work/results" --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none || true
  counters=$(grep -o '<Counters [^>]*' "$work/results/$name.trx" 2>/dev/null || true)
  if [[ -z $counters ]]; then
    echo "$name ended without results." >&2
    broken=1
    continue
  fi
  of() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }
  passed=$((passed + $(of passed)))
  failed=$((failed + $(of failed) + $(of error) + $(of timeout) + $(of aborted)))
  skipped=$((skipped + $(of total) - $(of executed)))
  # An aborted run has results of what ran, and an outcome that says so.
  grep -q '<ResultSummary outcome="\(Completed\|Passed\)"' "$work/results/$name.trx" || [[ $(of failed) -gt 0 ]] || { echo "$name did not run to its end." >&2; broken=1; }
done

echo "$passed passed, $((failed + broken)) failed, $skipped skipped"
(( failed + broken == 0 && passed > 0 ))
