#!/usr/bin/env bash
# Runs the journeys against two servers on one PostgreSQL behind nginx, and kills one of them midway.
. "$(dirname "$0")/lib.sh"
[ -n "${TEST_POSTGRES_URL:-}" ] || exec scripts/with-postgres.sh scripts/two-servers.sh "$@"
cd end2end
node_modules/.bin/playwright test --config two-servers.config.ts "$@"
