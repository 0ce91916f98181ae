# The one thing the machine must bring: the .NET SDK. Everything else is found or fetched.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

as_root() { [ "$(id -u)" = 0 ]; }

require_dotnet() {
  command -v dotnet >/dev/null ||
    fail "the .NET SDK 10 is needed and 'dotnet' is not on the PATH; install it from https://dot.net/download"
}

require_dotnet_sdk() {
  require_dotnet
  dotnet --list-sdks 2>/dev/null | grep -q '^1[0-9]\.' ||
    fail "the .NET SDK 10 is needed and 'dotnet --list-sdks' shows none; install it from https://dot.net/download"
  # The SDK and NuGet keep their caches in the home folder; a user without one gets it in artifacts.
  if [ ! -w "${HOME:-/nonexistent}" ]; then
    export HOME=$ROOT/artifacts/home DOTNET_CLI_HOME=$ROOT/artifacts/home
    mkdir -p "$HOME"
  fi
}

APT_REFRESHED=
# apt_install PACKAGE…: as root with apt only; false otherwise or when it fails.
apt_install() {
  as_root && command -v apt-get >/dev/null || return 1
  local log
  log=$(mktemp) || return 1
  if [ -z "$APT_REFRESHED" ]; then
    APT_REFRESHED=yes
    long_step "Refreshing the list of packages" "$log" apt-get -q update || true
  fi
  if long_step "Installing $* with apt" "$log" \
    env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$@"; then
    rm -f "$log"
    return 0
  fi
  show_end_of "$log" 5
  rm -f "$log"
  return 1
}
