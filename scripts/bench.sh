#!/usr/bin/env bash
# Measures the release build on SQLite and on a PostgreSQL of its own that syncs to disk as one in use does.
# BENCH_NEEDS=100000 leaves out the long run at a million needs.
. "$(dirname "$0")/lib.sh"

PG_DURABLE=1 scripts/with-postgres.sh cargo bench --package server --bench portal
say "the table is in target/bench/table.md"
