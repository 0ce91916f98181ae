# The embedded database cluster: made once, started on loopback only, stopped with whoever started it.
#
# CLUSTER_HOME (the data folder, or a temporary one) holds
#   postgres/            the cluster, owned by the user it runs as; or a link to it where that user cannot reach
#   secrets/*.password   passwords of the two login roles, mode 600
# Superuser postgres has no password and so cannot log in: the cluster is administered by its two roles.

CLUSTER_HOME=
CLUSTER=
CLUSTER_PORT=
CLUSTER_UID=
CLUSTER_STARTED=
RECOVERY_SETTINGS=   # while a backup is restored: until when the write-ahead log is played
DATABASE=smartcity
OWNER_ROLE=smartcity_owner
APP_ROLE=smartcity_app

# PostgreSQL refuses to run as root: then it runs as the cluster's owner, in a folder that owner can see.
as_postgres() {
  local clean=(env -u PGDATA -u PGPORT -u PGHOST -u PGUSER -u PGPASSWORD -u PGDATABASE -u PGOPTIONS LC_ALL=C)
  if ! as_root; then (cd / && exec "${clean[@]}" "$@"); return; fi
  if command -v setpriv >/dev/null; then
    (cd / && exec "${clean[@]}" HOME=/ setpriv --reuid="$CLUSTER_UID" --regid="$(id -g "$CLUSTER_UID")" \
      --clear-groups "$@")
  else
    (cd / && exec runuser -u "$(id -un "$CLUSTER_UID")" -- "${clean[@]}" HOME=/ "$@")
  fi
}

# The user a new cluster will belong to: oneself, or as root an unprivileged system user.
choose_cluster_user() {
  if ! as_root; then CLUSTER_UID=$(id -u); return; fi
  local name
  for name in postgres smartcity; do CLUSTER_UID=$(id -u "$name" 2>/dev/null) && return; done
  useradd --system --user-group --no-create-home --shell /usr/sbin/nologin smartcity 2>/dev/null
  CLUSTER_UID=$(id -u smartcity 2>/dev/null || id -u nobody) ||
    fail "PostgreSQL does not run as root and there is no user 'postgres' or 'nobody' to run it as"
}

random_word() { head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# secret NAME: the password kept under that name, made on first use.
secret() {
  local file=$CLUSTER_HOME/secrets/$1.password
  if [ ! -s "$file" ]; then
    (umask 077 && mkdir -p "$CLUSTER_HOME/secrets" && random_word >"$file.new" && mv "$file.new" "$file") ||
      fail "the folder $CLUSTER_HOME/secrets cannot be written"
  fi
  cat "$file" || fail "the file $file cannot be read"
}

connection_string() {
  printf 'Host=127.0.0.1;Port=%s;Database=%s;Username=%s;Password=%s' "$CLUSTER_PORT" "$DATABASE" "$1" "$(secret "$1")"
}

# open_cluster HOME [throw-away]: makes it when it is not there yet, then starts it; on_end stops it.
open_cluster() {
  CLUSTER_HOME=$1
  THROW_AWAY=${2-}
  CLUSTER=$CLUSTER_HOME/postgres
  if [ -e "$CLUSTER" ] || [ -L "$CLUSTER" ]; then find_cluster; fi
  require_postgres_programs
  if [ -z "$PG_WANTED" ]; then make_cluster; find_cluster; fi
  on_end close_cluster
  start_cluster
}

# The cluster that is there: where it really is, whose it is, and the version it was made with.
find_cluster() {
  local who
  CLUSTER=$(readlink -f "$CLUSTER")
  [ -d "$CLUSTER" ] || fail "the database that $CLUSTER_HOME/postgres leads to is gone: $CLUSTER"
  CLUSTER_UID=$(stat -c %u "$CLUSTER" 2>/dev/null || stat -f %u "$CLUSTER")
  who=$(id -un "$CLUSTER_UID" 2>/dev/null || echo "$CLUSTER_UID")
  as_root || [ "$CLUSTER_UID" = "$(id -u)" ] ||
    fail "the database in $CLUSTER belongs to user $who; run as $who or as root, or choose another --data DIR"
  PG_WANTED=$(cat "$CLUSTER/PG_VERSION" 2>/dev/null)
  [ -n "$PG_WANTED" ] || fail "the folder $CLUSTER is there but holds no database;" \
    "move it away or choose another --data DIR"
}

# Made under another name and renamed at the end, so that an interrupted start leaves nothing half made.
make_cluster() {
  local place log
  choose_place
  log=$CLUSTER_HOME/postgres-init.log
  if ! long_step "Making the database (PostgreSQL $PG_MAJOR)" "$log" initialise "$place"; then
    show_end_of "$log"
    rm -rf "$place"
    fail "the database could not be made; the whole log is $log"
  fi
  rm -f "$log"
  keep_place
}

# Where a new cluster is put together, in a folder that its user can see: sets `place`.
choose_place() {
  place=$CLUSTER.new
  choose_cluster_user
  rm -rf "$place"
  if as_root && ! as_postgres test -x "$CLUSTER_HOME"; then
    mkdir -p /var/lib/smartcity && chmod 711 /var/lib/smartcity
    place=$(mktemp -d /var/lib/smartcity/postgres.XXXXXX) || fail "the folder /var/lib/smartcity cannot be written"
    say "User $(id -un "$CLUSTER_UID") cannot reach $CLUSTER_HOME; the database is kept in $place."
  else
    mkdir "$place" || fail "the folder $CLUSTER_HOME cannot be written"
  fi
  chmod 700 "$place"
  as_root && chown "$CLUSTER_UID:$(id -g "$CLUSTER_UID")" "$place"
}

# It is whole: from here on it is the cluster of the data folder.
keep_place() { if [ "$place" = "$CLUSTER.new" ]; then mv "$place" "$CLUSTER"; else ln -sfn "$place" "$CLUSTER"; fi; }

initialise() {
  local locale=(--locale=C) answer
  # Byte order for sorting, but letters of every script known as letters (trigram search needs that).
  if [ "$PG_MAJOR" -ge 17 ]; then locale=(--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8)
  elif locale -a 2>/dev/null | grep -qi '^c\.utf-\{0,1\}8$'; then locale=(--lc-collate=C --lc-ctype=C.UTF-8); fi
  as_postgres "$PG_BIN/initdb" -D "$1" -U postgres --encoding=UTF8 "${locale[@]}" --auth=trust \
    ${THROW_AWAY:+--no-sync} || return 1
  as_postgres tee "$1/pg_hba.conf" >/dev/null <<'END' || return 1
# Passwords only, on this machine only.
local all all               scram-sha-256
host  all all 127.0.0.1/32  scram-sha-256
END
  as_postgres tee -a "$1/postgresql.conf" >/dev/null <<'END' || return 1
include_if_exists = 'smartcity.conf'   # written at every start
include_if_exists = 'local.conf'       # yours
END
  answer=$(roles_and_database | as_postgres "$PG_BIN/postgres" --single -D "$1" postgres 2>&1)
  printf '%s\n' "$answer" | sed "s/PASSWORD '[^']*'/PASSWORD …/g"
  ! printf '%s' "$answer" | grep -Eq 'ERROR:|FATAL:|PANIC:'
}

# One statement a line, for PostgreSQL's single-user mode: psql is not needed. The host grants what the
# application's role may touch; only a throw-away cluster lets the owner make further databases.
roles_and_database() {
  printf "CREATE ROLE %s LOGIN %s PASSWORD '%s'\n" "$OWNER_ROLE" "${THROW_AWAY:+CREATEDB}" "$(secret "$OWNER_ROLE")"
  printf "CREATE ROLE %s LOGIN PASSWORD '%s'\n" "$APP_ROLE" "$(secret "$APP_ROLE")"
  printf 'CREATE DATABASE %s OWNER %s\n' "$DATABASE" "$OWNER_ROLE"
  printf 'REVOKE ALL ON DATABASE %s FROM PUBLIC\n' "$DATABASE"
  printf 'GRANT CONNECT, TEMPORARY ON DATABASE %s TO %s\n' "$DATABASE" "$APP_ROLE"
}

# What ./smartcity backup calls, granted once to the owner's role, in clusters that are older than that verb too.
grant_backup() {
  [ -z "$THROW_AWAY" ] && [ ! -e "$CLUSTER_HOME/secrets/.backup-granted" ] || return 0
  printf 'GRANT EXECUTE ON FUNCTION pg_backup_start(text, boolean), pg_backup_stop(boolean) TO %s\n' "$OWNER_ROLE" |
    as_postgres "$PG_BIN/postgres" --single -D "$CLUSTER" "$DATABASE" 2>&1 | grep -Eq 'ERROR:|FATAL:|PANIC:' ||
    touch "$CLUSTER_HOME/secrets/.backup-granted"
}

# Sized for two cores beside the host; local.conf in the cluster's folder overrules it.
write_settings() {
  as_postgres tee "$CLUSTER/smartcity.conf" >/dev/null <<END
listen_addresses = '127.0.0.1'
port = $CLUSTER_PORT
unix_socket_directories = ''
max_connections = 300
shared_buffers = 256MB
effective_cache_size = 2GB
work_mem = 16MB
maintenance_work_mem = 128MB
synchronous_commit = on
fsync = $([ -n "$THROW_AWAY" ] && echo off || echo on)
full_page_writes = $([ -n "$THROW_AWAY" ] && echo off || echo on)
wal_compression = on
max_wal_size = 2GB
min_wal_size = 256MB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
$(archive_settings)
$RECOVERY_SETTINGS
END
}

# The write-ahead log goes to the archive that ./smartcity backup named, and nowhere before the first backup.
archive_settings() {
  local wal
  [ -z "$THROW_AWAY" ] || return
  wal=$(cat "$CLUSTER_HOME/postgres.archive" 2>/dev/null)
  echo 'archive_mode = on'
  if [ -z "$wal" ]; then echo "archive_command = 'true'"; return; fi
  wal=${wal//\'/\'\'}
  echo 'archive_timeout = 60s'
  printf "archive_command = 'test -f \"%s/%%f\" || (cp %%p \"%s/%%f.part\" && mv \"%s/%%f.part\" \"%s/%%f\")'\n" "$wal" "$wal" "$wal" "$wal"
}

port_is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A free port below the range that systems give to outgoing connections.
free_port() {
  local port tries=0
  while [ $tries -lt 50 ]; do
    port=$((15432 + (RANDOM * 32768 + RANDOM) % 15000))
    port_is_open "$port" || { printf '%s' "$port"; return; }
    tries=$((tries + 1))
  done
  fail "no free TCP port was found on 127.0.0.1"
}

cluster_pid() { as_postgres head -n 1 "$CLUSTER/postmaster.pid" 2>/dev/null; }

# True when that process is a PostgreSQL server, not whatever got its number after a restart of the machine.
is_postgres() {
  alive "$1" || return 1
  if [ -r "/proc/$1/comm" ]; then grep -q '^postgres' "/proc/$1/comm"
  else ps -p "$1" -o comm= | grep -q postgres; fi
}

# Whoever gets here holds the data folder's lock, so a server found running was left behind by a killed `up`.
clear_leftovers() {
  local pid
  [ -e "$CLUSTER/postmaster.pid" ] || return
  pid=$(cluster_pid)
  if is_postgres "$pid"; then
    say "Stopping the database server that an earlier run left behind (process $pid) …"
    as_postgres "$PG_BIN/pg_ctl" stop -D "$CLUSTER" -m fast -w -t 60 -s || kill -QUIT "$pid"
    gone_within "$pid" 100 || fail "the database server left behind by an earlier run (process $pid) does not stop"
  else
    rm -f "$CLUSTER/postmaster.pid"
  fi
}

start_cluster() {
  local log=$CLUSTER/server.log tries=0
  clear_leftovers
  [ -n "$RECOVERY_SETTINGS" ] || grant_backup
  CLUSTER_PORT=$(cat "$CLUSTER_HOME/postgres.port" 2>/dev/null)
  while :; do
    if [ -z "$CLUSTER_PORT" ] || port_is_open "$CLUSTER_PORT"; then CLUSTER_PORT=$(free_port); fi
    write_settings || fail "the folder $CLUSTER cannot be written"
    : >"$log.new" && as_root && chown "$CLUSTER_UID" "$log.new"
    mv -f "$log.new" "$log"
    CLUSTER_STARTED=yes
    as_postgres "$PG_BIN/pg_ctl" start -D "$CLUSTER" -w -t 600 -s -l "$log" \
      >/dev/null 2>&1 </dev/null 8>&- 9>&- && break
    tries=$((tries + 1))
    if [ $tries -le 20 ] && grep -q 'could not create any TCP/IP sockets' "$log"; then CLUSTER_PORT=
    # After a kill -9 of the server its children need a moment to notice.
    elif [ $tries -le 20 ] && grep -Eq 'pre-existing shared memory|is another postmaster' "$log"; then sleep 0.5
    else
      show_end_of "$log"
      fail "the database server did not start; its log is $log"
    fi
  done
  echo "$CLUSTER_PORT" >"$CLUSTER_HOME/postgres.port"
}

close_cluster() {
  [ -n "$CLUSTER_STARTED" ] || return
  CLUSTER_STARTED=
  [ -e "$CLUSTER/postmaster.pid" ] || return
  as_postgres "$PG_BIN/pg_ctl" stop -D "$CLUSTER" -m fast -w -t 60 -s >/dev/null 2>&1 9>&- ||
    as_postgres "$PG_BIN/pg_ctl" stop -D "$CLUSTER" -m immediate -w -t 20 -s >/dev/null 2>&1
}
