# The published host under artifacts/host, built anew only when a source is newer than it.

HOST_FOLDER=$ROOT/artifacts/host
HOST_DLL=$HOST_FOLDER/SmartCity.Host.dll
HOST_STAMP=$HOST_FOLDER/.built

# Nothing may stay behind after a build, so neither build nodes nor a compiler server are kept.
BUILD_OPTIONS=(--nologo -v minimal -nodeReuse:false -p:UseSharedCompilation=false)

# Every file the host is made of, one path a line.
host_sources() {
  local sources=() source
  for source in src catalog samples global.json Directory.Build.props Directory.Packages.props .editorconfig; do
    [ -e "$ROOT/$source" ] && sources+=("$ROOT/$source")
  done
  find "${sources[@]}" -type d \( -name bin -o -name obj \) -prune -o -type f "$@" -print 2>/dev/null
}

# Fresh: no source is newer than the build's beginning, and none came or went since.
host_is_fresh() {
  [ -f "$HOST_DLL" ] && [ -f "$HOST_STAMP" ] || return 1
  [ -z "$(host_sources -newer "$HOST_STAMP" | head -n 1)" ] &&
    [ "$(host_sources | sort | cksum)" = "$(cat "$HOST_STAMP")" ]
}

# One build at a time in this copy of the repository; the lock is released by end_building or at the end.
begin_building() {
  mkdir -p "$ROOT/artifacts" 2>/dev/null && [ -w "$ROOT/artifacts" ] ||
    fail "the folder $ROOT/artifacts cannot be written, so nothing can be built there"
  local told=
  until try_lock 8 "$ROOT/artifacts/.building"; do
    [ $? = 2 ] && fail "the folder $ROOT/artifacts cannot be written, so nothing can be built there"
    [ -n "$told" ] || say "Another ./smartcity builds in this folder; waiting for it …"
    told=yes
    sleep 0.3
  done
}

end_building() { exec 8>&-; rm -rf "$ROOT/artifacts/.building.held"; }

require_host() {
  require_dotnet
  if [ -n "${SMARTCITY_HOST-}" ]; then   # one that was built already, for the checks of this script
    HOST_FOLDER=$SMARTCITY_HOST HOST_DLL=$SMARTCITY_HOST/SmartCity.Host.dll
    return
  fi
  host_is_fresh && return
  require_dotnet_sdk
  begin_building
  if ! host_is_fresh; then publish_host; fi
  end_building
}

# Published beside the old one and swapped in, so that a system running from the old one is not pulled apart.
publish_host() {
  local log=$ROOT/artifacts/publish.log next=$ROOT/artifacts/host.next
  rm -rf "$next" "$ROOT/artifacts/host.old"
  mkdir -p "$next"
  host_sources | sort | cksum >"$next/.built"
  if ! long_step "Building SmartCity (a few minutes the first time)" "$log" \
    dotnet publish "$ROOT/src/Host/Host.csproj" -c Release -o "$next" "${BUILD_OPTIONS[@]}"; then
    show_end_of "$log" 30
    fail "the build failed; the whole log is $log"
  fi
  [ -d "$HOST_FOLDER" ] && mv "$HOST_FOLDER" "$ROOT/artifacts/host.old"
  mv "$next" "$HOST_FOLDER"
  rm -rf "$ROOT/artifacts/host.old"
}
