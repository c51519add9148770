#!/usr/bin/env bash
# test.sh [STEP…]: every check in turn, or those named; stops at the first that fails.
. "$(dirname "$0")/lib.sh"

# Without "binary": the tests have built it.
all=(setup format front clippy-wasm clippy tests end-to-end two-servers)

run_step() {
  case "$1" in
    setup)
      scripts/setup-toolchain.sh
      scripts/setup-packages.sh
      scripts/setup-node.sh scripts end2end
      ;;
    format) cargo fmt --all --check ;;
    front) scripts/build-front.sh --release ;;
    clippy-wasm)
      cargo clippy --package app --lib --target wasm32-unknown-unknown --no-default-features --features hydrate \
        -- --deny warnings
      ;;
    clippy) cargo clippy --workspace --all-targets -- --deny warnings ;;
    tests) scripts/with-postgres.sh cargo test --workspace ;;
    binary) cargo build --package server ;;
    end-to-end) (cd end2end && node_modules/.bin/playwright test ${ARGS:-}) ;;
    two-servers) scripts/two-servers.sh ;;
    screens) (cd end2end && SCREENS=1 node_modules/.bin/playwright test --project=screens) ;;
    *) fail "unknown step $1; there are: ${all[*]} screens" ;;
  esac
}

if [ "${1:-}" = --step ]; then
  run_step "$2"
  exit
fi

steps=("$@")
[ $# -gt 0 ] || steps=("${all[@]}")
for number in "${!steps[@]}"; do
  since=$SECONDS
  say "[$((number + 1))/${#steps[@]}] ${steps[number]}"
  # In a shell of its own: inside a condition, `set -e` would not stop at the first failing command. And what
  # the setup chose, the steps after it read anew.
  scripts/test.sh --step "${steps[number]}" || fail "${steps[number]} failed after $((SECONDS - since)) s"
  say "${steps[number]} passed in $((SECONDS - since)) s"
done
say "all checks done in $SECONDS s: ${#steps[@]} passed, 0 failed"
