#!/usr/bin/env bash
# Builds with warnings as errors and runs every test, two projects at a time; "./test.sh unit" runs only those that need no server
# and builds, without analyzers, only what has changed; "./test.sh mutants" tells how many deliberate mistakes in the rules of
# Core its unit tests notice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
unset PipelineAnalysis ArtifactsPath
mkdir -p artifacts

# One compiler for all projects, warm from the second on; it is stopped when the last one is built.
build() { tests/scripts/quiet-dotnet.sh "$@" -v q -clp:NoSummary -p:UseSharedCompilation=true; }
# What has changed since the build began is not in it.
end_build() {
  mv artifacts/unit.building artifacts/unit.built
  dotnet build-server shutdown --vbcscompiler >/dev/null
}
# Whether anything that the unit tests are made of is newer than their last build; a folder is when a file in it has come or gone.
needs_build() {
  local parts=(functions/Pipeline.Core functions/Pipeline.Partners tests/Pipeline.TestSupport "${projects[@]}" ./*.props tests/*.props global.json .editorconfig)
  [ ! -e artifacts/unit.built ] || [ -n "$(find "${parts[@]}" -newer artifacts/unit.built -print -quit)" ]
}
mode="${1:-all}"
case "$mode" in
  all)
    tests/scripts/install.sh emulator ftp vsftpd sshd chromium
    # The longest first, so that none of them runs alone at the end.
    projects=(tests/Pipeline.Scenarios tests/Pipeline.Faults tests/Pipeline.LocalHost.Tests tests/Pipeline.Functions.Tests)
    for project in tests/*.Tests; do
      case " ${projects[*]} " in *" $project "*) ;; *) projects+=("$project") ;; esac
    done
    touch artifacts/unit.building
    build build Pipeline.sln
    # What the scenarios run is what Azure runs. Every project has just been analysed.
    build publish functions/Pipeline.Functions -c Release -p:PipelineAnalysis=light
    end_build
    export PIPELINE_PUBLISHED=1 ;;
  unit)
    # The longer one first.
    projects=(tests/Pipeline.Partners.Tests tests/Pipeline.Core.Tests)
    if needs_build; then
      touch artifacts/unit.building
      PipelineAnalysis=light build build tests/Unit.slnf
      end_build
    fi ;;
  mutants)
    tests/scripts/mutants.sh
    exit ;;
  *) echo "Usage: ./test.sh [unit|mutants]" >&2; exit 2 ;;
esac
built=$SECONDS

logs="$(mktemp -d)"
declare -A running=()
# A runner that is stopped takes its group with it.
stop() {
  for pid in "${!running[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  rm -rf "$logs"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

passed=0 failed=0 failing=""
begin() { # project
  local name filter=()
  name="$(basename "$1")"
  # The transports are tested against real servers.
  if [ "$mode" = unit ] && [ "$name" = Pipeline.Partners.Tests ]; then filter=(--filter 'FullyQualifiedName!~Transport'); fi
  : >"$logs/$name.summary"
  # What tests have to report beside passing goes to the summary, in lines.
  PIPELINE_SUMMARY="$logs/$name.summary" timeout 2400 dotnet test "$1" --no-build --nologo "${filter[@]}" >"$logs/$name.log" 2>&1 &
  running[$!]="$name"
}
end_one() {
  local pid status=0 name log p f
  wait -n -p pid "${!running[@]}" || status=$?
  name="${running[$pid]}" log="$logs/${running[$pid]}.log"
  unset "running[$pid]"
  count() { grep -oE "$1: +[0-9]+" "$log" | awk '{ n += $NF } END { print n + 0 }'; }
  p="$(count Passed)" f="$(count Failed)"
  echo "== $name"
  if [ "$status" != 0 ]; then
    cat "$log"
    # A runner that dies has failed even where it counted nothing.
    [ "$f" -gt 0 ] || f=1
    failing+="$name$(sed -nE 's/^ +Failed (Pipeline\..*) \[[^]]*\]$/\n  \1/p' "$log" | sort -u)"$'\n'
  else
    grep -E "Passed!" "$log" || true
  fi
  cat "$logs/$name.summary"
  passed=$((passed + p)) failed=$((failed + f))
}

for project in "${projects[@]}"; do
  ls "$project"/*.csproj >/dev/null 2>&1 || continue
  [ "${#running[@]}" -lt 2 ] || end_one
  begin "$project"
done
while [ "${#running[@]}" -gt 0 ]; do end_one; done

[ -z "$failing" ] || printf 'Failing: %s' "$failing"
echo "$passed passed, $failed failed"
[ "$mode" != unit ] || echo "$((SECONDS - built)) s of tests after $built s of building"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
