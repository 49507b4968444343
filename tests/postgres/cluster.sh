#!/usr/bin/env bash
# cluster.sh - a PostgreSQL server of one's own: in a new folder, at a free port of one address, gone with the process it was started for
#
# cluster.sh start FOLDER OWNER [ADDRESS]  makes and starts it, and prints its url; it is stopped and removed when process OWNER has ended
# cluster.sh follow FOLDER OTHER OWNER     the same as a replica of the one in folder OTHER, which it follows
# cluster.sh cut FOLDER                    stops it at once, as a power cut would
# cluster.sh go FOLDER                     starts it again, at the same port
# cluster.sh stop FOLDER                   stops and removes it
# cluster.sh with COMMAND WORD…            runs a command that finds the url of one in TURNSTONE_TEST_POSTGRESQL, and is as it ends
#
# Exit 77: no server can be had here; standard error says why. A cluster of the system is never touched.
set -euo pipefail

readonly verb=${1:-} folder=${2:-} self=$(readlink -f "$0")
readonly settings=$folder/data/postgresql.conf

no_server() { printf '%s\n' "$*" >&2; exit 77; }

# PostgreSQL refuses to be root.
as_nobody_great() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# The newest of Debian's, or what stands in the path.
find_programs() {
  programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
  [ -n "$programs" ] || programs=$(dirname "$(command -v initdb || true)")
  [ -x "$programs/initdb" ] && [ -x "$programs/pg_ctl" ] || no_server "PostgreSQL's server is not installed"
  [ "$(id -u)" -ne 0 ] || id postgres >/dev/null 2>&1 || no_server "there is no user \"postgres\" to run the server as"
}

control() { as_nobody_great "$programs/pg_ctl" -D "$folder/data" -s -w -t 120 "$@" </dev/null >/dev/null; }

# Sorts as people do, so that an order which was to be that of bytes and is not comes to light.
make() {
  od -An -N12 -tx1 /dev/urandom | tr -d ' \n' >"$folder/password"
  [ "$(id -u)" -ne 0 ] || chown -R postgres: "$folder"
  as_nobody_great "$programs/initdb" -D "$folder/data" -U turnstone --pwfile="$folder/password" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 \
    --locale-provider=icu --icu-locale=en --no-sync --no-instructions >"$folder/initdb.log" 2>&1 || {
    cat "$folder/initdb.log" >&2
    exit 1
  }
  as_nobody_great tee -a "$settings" >/dev/null <<SETTINGS
listen_addresses = '$address'
unix_socket_directories = ''
max_connections = 80
log_line_prefix = '%m [%p] %a '
SETTINGS
  [ "$address" = 127.0.0.1 ] || echo "host all all $address/8 scram-sha-256" | as_nobody_great tee -a "$folder/data/pg_hba.conf" >/dev/null
}

# Whoever may play may follow, see make's -A: initdb lets both in.
copy() {
  local other=$1
  cp "$other/password" "$folder/password"
  [ "$(id -u)" -ne 0 ] || chown -R postgres: "$folder"
  PGPASSWORD=$(cat "$other/password") as_nobody_great "$programs/pg_basebackup" -h "$address" -p "$(sed -n 's/^port = //p' "$other/data/postgresql.conf")" \
    -U turnstone -D "$folder/data" -R -X stream -c fast --no-sync
}

# Ports below those that the kernel gives away by itself; whoever is faster to one leaves us the next.
start() {
  local tries
  for tries in $(seq 20); do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if as_nobody_great sed -i -e "\$aport = $port" -e '/^port = /d' "$settings" && control -l "$folder/log" start 2>/dev/null; then return; fi
    grep -q "could not bind" "$folder/log" || break
  done
  cat "$folder/log" >&2
  exit 1
}

# Ends with its owner, however that ends.
watch_owner() {
  setsid bash -c 'tail --pid="$1" -f /dev/null; "$2" stop "$3"' watch "$owner" "$self" "$folder" </dev/null >/dev/null 2>&1 &
  printf '%d\n' $! >"$folder/watcher"
}

remove() {
  [ -f "$settings" ] || return 0
  control -m immediate stop 2>/dev/null || true
  rm -rf "$folder"
}

# Made by a command, then started; it prints its url.
run() {
  mkdir -p "$folder"
  [ -z "$(ls -A "$folder")" ] || { printf '"%s" is not empty\n' "$folder" >&2; exit 73; }
  trap remove EXIT
  "$@"
  start
  watch_owner
  trap - EXIT
  printf 'postgresql://turnstone:%s@%s:%d/postgres\n' "$(cat "$folder/password")" "$address" "$port"
}

run_with() {
  local new url code=0
  new=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/turnstone-cluster-XXXXXX")
  url=$("$self" start "$new" $$) || { code=$?; rm -rf "$new"; echo "SKIPPED: no PostgreSQL server can be had here" >&2; exit "$code"; }
  TURNSTONE_TEST_POSTGRESQL=$url "$@" || code=$?
  "$self" stop "$new"
  exit "$code"
}

[ "$verb" != with ] || run_with "${@:2}"
find_programs
cd /
case $verb in
  start)
    readonly owner=${3:?the process it is for} address=${4:-127.0.0.1}
    run make
    ;;
  follow)
    readonly owner=${4:?the process it is for} address=127.0.0.1
    run copy "$3"
    ;;
  cut) control -m immediate stop ;;
  go) control -l "$folder/log" start ;;
  stop) remove ;;
  *) sed -n '3,10s/^# \{0,1\}//p' "$self" >&2; exit 64 ;;
esac
