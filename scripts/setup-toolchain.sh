#!/usr/bin/env bash
# Sees to it that this machine can build for WebAssembly: the standard library for wasm32, and
# wasm-bindgen in the very version of Cargo.lock. Does nothing where that is so already.
. "$(dirname "$0")/lib.sh"
wasm=wasm32-unknown-unknown

has_wasm() { compgen -G "$(rustc --print sysroot)/lib/rustlib/$wasm/lib/libcore-*.rlib" >/dev/null; }

# Linking and C code (SQLite, ring) need a compiler, which rustup does not bring.
has cc || apt_install gcc libc6-dev

if ! has rustup && ! has cargo; then
  fail "Rust is needed: https://rustup.rs"
fi
if ! has_wasm; then
  say "[1/2] adding the WebAssembly target"
  if ! rustup target add "$wasm"; then
    say "rustup could not fetch it: Debian's own Rust instead"
    scripts/setup-toolchain-debian.sh
    export RUSTUP_TOOLCHAIN=debian
  fi
  has_wasm || fail "no standard library for $wasm"
fi

for component in fmt clippy; do
  cargo "$component" --version >/dev/null 2>&1 || {
    [ "${RUSTUP_TOOLCHAIN:-}" = debian ] && fail "cargo $component is missing from Debian's Rust"
    say "adding $component"
    rustup component add "${component/fmt/rustfmt}"
  }
done

wanted=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
found=$(wasm-bindgen --version 2>/dev/null | cut -d' ' -f2 || true)
if [ "$found" != "$wanted" ]; then
  say "[2/2] building wasm-bindgen $wanted (found: ${found:-none}), about three minutes on two cores"
  # A tool that runs for a second: not worth a slow, thorough build. Not --locked, which stops at a crate
  # that a mirror lacks or that was withdrawn.
  CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    CARGO_TARGET_DIR="$PWD/$tools/build" \
    cargo install wasm-bindgen-cli --version "$wanted" --root "$tools"
  rm -rf "${tools:?}/build"
fi
