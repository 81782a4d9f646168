#!/usr/bin/env bash
# Installs into .tools what the system and its tests run beside the .NET SDK and Node. Safe to run again.
# Usage: install.sh emulator|ftp|vsftpd|sshd|chromium ...
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
tools="$root/.tools"

die() { echo "install: $*" >&2; exit 1; }

# Copies a package.json with its lock file below .tools and installs exactly what the lock file says.
npm_folder() {
  local source="$1" target="$2" probe="$3"
  if [ -f "$target/$probe" ] && cmp -s "$source/package-lock.json" "$target/package-lock.json"; then return; fi
  mkdir -p "$target"
  cp "$source/package.json" "$source/package-lock.json" "$root/.npmrc" "$target/"
  (cd "$target" && npm ci --silent --no-progress) || die "npm could not install $source/package.json"
}

apt_package() {
  local package="$1" program="$2"
  command -v "$program" >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] || die "$program is missing: run 'sudo apt-get install $package' once"
  # The lists may be missing or old on a fresh machine.
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null 2>&1 || {
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null || die "apt-get could not install $package"
  }
}

command -v dotnet >/dev/null 2>&1 || die "the .NET SDK is missing; global.json names the version"
command -v node >/dev/null 2>&1 || die "Node 20 is missing"
for part in "$@"; do
  case "$part" in
    emulator) npm_folder "$root/tests/tools" "$tools" node_modules/azurite/dist/src/azurite.js ;;
    ftp)
      folder="$root/tests/Pipeline.Simulators/ftp-server"
      [ -f "$folder/node_modules/ftp-srv/package.json" ] || (cd "$folder" && npm ci --silent --no-progress) \
        || die "npm could not install $folder/package.json" ;;
    vsftpd) apt_package vsftpd vsftpd ;;
    sshd) apt_package openssh-server sshd ;;
    chromium) apt_package chromium chromium ;;
    *) die "unknown part '$part'" ;;
  esac
done
