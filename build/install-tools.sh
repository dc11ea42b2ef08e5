# What the tests need besides the .NET SDK, installed by Debian's package manager where it is missing. Sourced by test.sh and
# .ci/run, from the checkout's own folder, before the first use of dotnet: it does not start without ICU.
needed=()
if command -v apt-get >/dev/null; then
  ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || needed+=(postgresql)
  [[ -n ${CARECOORD_CHROMIUM:-} || -x /usr/bin/chromium-headless-shell ]] || needed+=(chromium-headless-shell)
  [[ $(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p) == *libicuuc* ]] || needed+=(libicu-dev)
  [[ -e /usr/share/zoneinfo/America/Chicago ]] || needed+=(tzdata)
  command -v pdfinfo >/dev/null || needed+=(poppler-utils)
  command -v tiff2pdf >/dev/null || needed+=(libtiff-tools)
  [[ -x /usr/sbin/clamd ]] || needed+=(clamav-daemon)
  [[ -n $(find /usr/share/fonts -name '*.ttf' -print -quit 2>/dev/null) ]] || needed+=(fonts-dejavu-core)
fi
if (( ${#needed[@]} )); then
  root=()
  if (( EUID != 0 )); then
    sudo -n true 2>/dev/null || { echo "The tests need ${needed[*]}: ask for apt-get install ${needed[*]}." >&2; exit 1; }
    root=(sudo -n)
  fi
  echo "Installing ${needed[*]}"
  # Debian's package would otherwise start a server of its own.
  "${root[@]}" mkdir -p /etc/postgresql-common
  grep -qs '^create_main_cluster *= *false' /etc/postgresql-common/createcluster.conf ||
    echo 'create_main_cluster = false' | "${root[@]}" tee -a /etc/postgresql-common/createcluster.conf >/dev/null
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update >/dev/null
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${needed[@]}" >/dev/null ||
    { echo "apt-get could not install ${needed[*]}." >&2; exit 1; }
fi
