#!/usr/bin/env bash
# Installs the node packages of the folders given (default: scripts), exactly as their lock files say.
. "$(dirname "$0")/lib.sh"

has node && has npm || fail "node 20 or newer and npm are needed"
export NPM_CONFIG_AUDIT=false NPM_CONFIG_FUND=false NPM_CONFIG_UPDATE_NOTIFIER=false
# Tests use the system's Chromium.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

for folder in "${@:-scripts}"; do
  seen=$folder/node_modules/.lock-seen
  cmp -s "$folder/package-lock.json" "$seen" && continue
  say "installing the node packages of $folder/"
  (cd "$folder" && npm ci --ignore-scripts --no-progress --loglevel=error)
  cp "$folder/package-lock.json" "$seen"
done
