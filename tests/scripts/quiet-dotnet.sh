#!/usr/bin/env bash
# Runs a dotnet command without the NU1603 warnings of the project that the Functions SDK generates: it reads no setting of
# this repository, and a feed that serves the next patch makes a dozen of them. The summary of a build without findings is
# left out too; everything else is shown, and the exit status kept.
set -uo pipefail
dotnet "$@" 2>&1 | {
  grep -vE '/WorkerExtensions\.csproj : warning NU1603: |^$|^Build succeeded\.$|^    0 (Warning|Error)\(s\)$|^Time Elapsed ' || [ $? -eq 1 ]
}
