#!/usr/bin/env bash
# The way to WebAssembly where rustup can't download: Debian's Rust, its sources, and a standard library for
# wasm32 built from them. Linked into rustup as the toolchain `debian`, which then builds everything, so that
# nothing is compiled twice; the choice is kept in target/toolchain.
. "$(dirname "$0")/lib.sh"
wasm=wasm32-unknown-unknown
libraries=/usr/lib/rustlib/$wasm/lib
host=$(uname -m)-unknown-linux-gnu

has rustup || fail "rustup is needed to link Debian's Rust: https://rustup.rs"
apt_install rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web lld

if ! compgen -G "$libraries/libcore-*.rlib" >/dev/null; then
  say "building the standard library for WebAssembly, about a minute"
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  mkdir "$scratch/src"
  printf '[package]\nname = "scratch"\nversion = "0.0.0"\nedition = "2021"\n' >"$scratch/Cargo.toml"
  : >"$scratch/src/lib.rs"
  # Without its bitcode the library can't take part in link-time optimisation.
  (cd "$scratch" && env -u RUSTUP_TOOLCHAIN RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc \
    RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$scratch/target" \
    /usr/bin/cargo build --release -Z build-std=std,panic_abort,panic_unwind,test --target $wasm)
  rm -f "$scratch/target/$wasm/release/deps/"libscratch-*
  as_root mkdir -p "$libraries"
  as_root cp "$scratch/target/$wasm/release/deps/"*.rlib "$libraries/"
fi

# rustc looks for its linker under this name.
linker=/usr/lib/rustlib/$host/bin/rust-lld
as_root mkdir -p "$(dirname "$linker")"
[ -e "$linker" ] || as_root ln -s /usr/bin/wasm-ld "$linker"

rustup toolchain link debian /usr
mkdir -p target
echo debian >target/toolchain
say "from here on the toolchain is Debian's $(/usr/bin/rustc --version)"
