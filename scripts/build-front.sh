#!/usr/bin/env bash
# Builds what the browser gets into target/site/pkg: the islands as WebAssembly with their JavaScript, the style
# sheet, the font, each with a .br and .gz beside it. Steps whose input is the same are skipped.
# build-front.sh [--release|--dev]: small (default), or built in half the time and twice as large.
. "$(dirname "$0")/lib.sh"

case "${1:---release}" in
  --release) profile=wasm-release ;;
  --dev) profile=wasm-dev ;;
  *) fail "unknown option $1: --release or --dev" ;;
esac
work=target/front
mkdir -p "$work" target/site/pkg

say "front end: WebAssembly ($profile)"
cargo build --package app --lib --target wasm32-unknown-unknown --profile "$profile" \
  --no-default-features --features hydrate
wasm=$cargo_target/wasm32-unknown-unknown/$profile/app.wasm

state="$profile $(sha256sum <"$wasm") $(wasm-bindgen --version) $(sha256sum <scripts/package-lock.json)"
if [ "$state" != "$(cat "$work/state" 2>/dev/null)" ]; then
  rm -f "$work/state"
  say "front end: wasm-bindgen"
  wasm-bindgen --target web --no-typescript --out-name coup-de-main --out-dir "$work/bindgen" "$wasm"
  if [ "$profile" = wasm-release ]; then
    say "front end: wasm-opt"
    scripts/node_modules/.bin/wasm-opt -Oz --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext \
      --enable-nontrapping-float-to-int --enable-mutable-globals --enable-reference-types --enable-multivalue \
      --strip-debug --strip-producers --strip-target-features \
      "$work/bindgen/coup-de-main_bg.wasm" -o "$work/coup-de-main_bg.wasm"
  else
    cp "$work/bindgen/coup-de-main_bg.wasm" "$work/"
  fi
  echo "$state" >"$work/state"
fi

say "front end: style, scripts, compression"
node scripts/assets.mjs "$work" target/site/pkg
