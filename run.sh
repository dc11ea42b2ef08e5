#!/usr/bin/env bash
# Builds CareCoord and serves it with a database of its own, until Ctrl-C.
# ASPNETCORE_URLS (default http://127.0.0.1:5080) and CARECOORD_DATA (default .data) may be set.
set -euo pipefail

stop() { echo "$1" >&2; exit 1; }

# A relative data folder is meant from where the person stands.
if [[ -n ${CARECOORD_DATA:-} && $CARECOORD_DATA != /* ]]; then
  export CARECOORD_DATA="$PWD/$CARECOORD_DATA"
fi
cd "$(dirname "${BASH_SOURCE[0]}")"

command -v dotnet >/dev/null && [[ $'\n'$(dotnet --list-sdks) == *$'\n10.'* ]] ||
  stop "CareCoord needs the .NET SDK 10: install it (https://dotnet.microsoft.com/download/dotnet/10.0) and start again."

# .NET needs ICU for languages and tzdata for time zones; a bare Debian has neither.
missing=()
if [[ $(uname) == Linux ]] && command -v apt-get >/dev/null; then
  [[ $(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p) == *libicuuc* ]] || missing+=(libicu)
  [[ -e /usr/share/zoneinfo/Europe/Paris ]] || missing+=(tzdata)
  # What looks at uploaded documents.
  command -v pdfinfo >/dev/null || missing+=(poppler-utils)
  command -v tiff2pdf >/dev/null || missing+=(libtiff-tools)
fi
if (( ${#missing[@]} )); then
  root=()
  if (( EUID != 0 )); then
    sudo -n true 2>/dev/null || stop "CareCoord needs ${missing[*]}, and installing takes root or sudo without a password: ask for apt-get install ${missing[*]}."
    root=(sudo -n)
  fi
  echo "Installing ${missing[*]} by apt-get"
  apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq)
  "${apt[@]}" update >/dev/null || stop "apt-get update failed: check this machine's network and start again."
  # The package carries ICU's version in its name.
  missing=("${missing[@]/#libicu/$(apt-cache search --names-only '^libicu[0-9]+$' | sort -V | tail -n 1 | cut -d ' ' -f 1)}")
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null || stop "apt-get could not install ${missing[*]}."
fi

# Two runs of one checkout may start at the same moment: they build in turn.
exec 9<run.sh
if command -v flock >/dev/null; then flock 9; fi
echo "Building (the first time takes about a minute)"
if ! output=$(dotnet build deploy/portal.slnf -c Release --nologo --verbosity quiet --disable-build-servers 9<&- 2>&1); then
  echo "$output"
  stop "The build failed."
fi
exec 9<&-

exec dotnet src/CareCoord.Ops/bin/Release/net10.0/carecoord.dll serve
