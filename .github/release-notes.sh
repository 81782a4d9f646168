#!/usr/bin/env bash
# Prints the section of a version from CHANGELOG.md; fails where there is none or it is empty.
# Usage: release-notes.sh 1.2.3 [CHANGELOG.md]
set -euo pipefail
version="${1:?a version such as 1.2.3}"
file="${2:-$(dirname "${BASH_SOURCE[0]}")/../CHANGELOG.md}"
notes="$(awk -v version="$version" '
  /^## / { inside = ($2 == version || $2 == "[" version "]"); next }
  inside { print }' "$file" | sed -e '/./,$!d')"
[ -n "$notes" ] || { echo "release-notes: CHANGELOG.md has no section '## $version'" >&2; exit 1; }
echo "$notes"
