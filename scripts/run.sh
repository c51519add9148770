#!/usr/bin/env bash
# Builds what changed, fills a new database with the demo associations and the fire-service feed, and serves.
. "$(dirname "$0")/lib.sh"

say "[1/4] the browser's files"
scripts/build-front.sh --release
say "[2/4] the server (the first time takes a few minutes)"
cargo build --package server
server=$cargo_target/debug/coup-de-main

mkdir -p var
filled=var/.filled
# Whoever names a database of their own fills it on their own.
if [ -z "${DATABASE_URL:-}" ] && ! { [ -e "$filled" ] && [ -e var/coup-de-main.db ]; }; then
  say "[3/4] demo associations, and the needs of France's fire services"
  "$server" demo
  "$server" import server/data/feeds/sapeurs-pompiers.xml.gz
  touch "$filled"
else
  say "[3/4] the database is filled already"
fi

say "[4/4] serving ${PUBLIC_URL:-http://${LISTEN:-127.0.0.1:3000}} (mail goes to ${SMTP_URL:-var/mail}; Ctrl-C stops)"
exec "$server" serve
