#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs the command beside a PostgreSQL cluster of its own, whose superuser's address is
# in TEST_POSTGRES_URL. The cluster lives in a temporary folder, listens on a Unix socket there, and is gone
# afterwards, whatever happens. PG_DURABLE=1 lets it sync to disk, for measurements.
. "$(dirname "$0")/lib.sh"
[ $# -gt 0 ] || fail "usage: with-postgres.sh COMMAND…"

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)") || fail "PostgreSQL's server is missing: make setup"
folder=$(mktemp -d /tmp/coup-de-main-pg.XXXXXX)
chmod 755 "$folder"

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as_owner() { (cd "$folder" && runuser -u postgres -- "$@"); }
else
  as_owner() { "$@"; }
fi

cleanup() {
  as_owner "$bin/pg_ctl" stop --pgdata="$folder/data" --mode=immediate --silent >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Nothing in it outlives the tests: durability is only in the way.
hasty="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
[ -z "${PG_DURABLE:-}" ] || hasty=

as_owner "$bin/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
  --no-sync >"$folder/log" || { cat "$folder/log" >&2; fail "initdb"; }
as_owner "$bin/pg_ctl" start --pgdata="$folder/data" --log="$folder/server.log" --wait --silent --options="\
-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=200 \
$hasty -c shared_buffers=128MB" ||
  { cat "$folder/server.log" >&2; fail "PostgreSQL does not start"; }

export TEST_POSTGRES_URL="postgres:///postgres?host=$folder&user=postgres"
"$@"
