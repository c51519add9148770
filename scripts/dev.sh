#!/usr/bin/env bash
# Serves, and after every change of a source builds and starts again. Polls: no watcher to install.
. "$(dirname "$0")/lib.sh"

fingerprint() {
  find app server style migrations Cargo.toml Cargo.lock -type f -printf '%p %T@ %s\n' 2>/dev/null | sort | cksum
}

server=
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; }
trap stop EXIT

mkdir -p var
while true; do
  seen=$(fingerprint)
  if scripts/build-front.sh --dev && cargo build --package server; then
    stop
    "$cargo_target/debug/coup-de-main" serve &
    server=$!
  fi
  while [ "$(fingerprint)" = "$seen" ]; do sleep 1; done
  say "something changed"
done
