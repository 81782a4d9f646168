#!/usr/bin/env bash
# Builds with warnings as errors and runs every test; "./test.sh unit" runs only those that need no server.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
unset PipelineAnalysis ArtifactsPath

case "${1:-all}" in
  all)
    tests/scripts/install.sh emulator ftp vsftpd sshd
    projects=(tests/*.Tests tests/Pipeline.Faults tests/Pipeline.Scenarios) ;;
  unit) projects=(tests/Pipeline.Core.Tests tests/Pipeline.Partners.Tests) ;;
  *) echo "Usage: ./test.sh [unit]" >&2; exit 2 ;;
esac

# One compiler for all projects, warm from the second on; it is stopped when the last one is built.
dotnet build Pipeline.sln -v q -clp:NoSummary -p:UseSharedCompilation=true
if [ "${1:-all}" = all ]; then
  # What the scenarios run is what Azure runs. Every project has just been analysed.
  dotnet publish functions/Pipeline.Functions -c Release -v q -clp:NoSummary -p:PipelineAnalysis=light -p:UseSharedCompilation=true
fi
dotnet build-server shutdown --vbcscompiler >/dev/null

passed=0 failed=0 broken=""
log="$(mktemp)"
# What tests have to report beside passing, in lines.
PIPELINE_SUMMARY="$(mktemp)"
export PIPELINE_SUMMARY
trap 'rm -f "$log" "$PIPELINE_SUMMARY"' EXIT
for project in "${projects[@]}"; do
  ls "$project"/*.csproj >/dev/null 2>&1 || continue
  name="$(basename "$project")"
  echo "== $name"
  filter=()
  # The transports are tested against a real FTP server.
  if [ "${1:-all}" = unit ] && [ "$name" = Pipeline.Partners.Tests ]; then filter=(--filter 'FullyQualifiedName!~Transport'); fi
  status=0
  timeout 2400 dotnet test "$project" --no-build --nologo "${filter[@]}" >"$log" 2>&1 || status=$?
  sum() { grep -oE "$1: +[0-9]+" "$log" | awk '{ n += $NF } END { print n + 0 }'; }
  p="$(sum Passed)" f="$(sum Failed)"
  if [ "$status" != 0 ]; then
    cat "$log"
    # A runner that dies has failed even where it counted nothing.
    [ "$f" -gt 0 ] || f=1
    broken="$broken $name"
  else
    grep -E "Passed!" "$log" || true
  fi
  cat "$PIPELINE_SUMMARY"
  : >"$PIPELINE_SUMMARY"
  passed=$((passed + p)) failed=$((failed + f))
done

[ -z "$broken" ] || echo "Failing:$broken"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
