# Shared by the scripts: `. "$(dirname "$0")/lib.sh"`. Leaves the shell at the root of the project.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Where cargo builds, and where what the scripts remember is kept.
cargo_target=${CARGO_TARGET_DIR:-target}
tools=target/tools
export PATH="$PWD/$tools/bin:$HOME/.cargo/bin:$PATH"

# The toolchain that setup-toolchain.sh settled on; nothing is kept where the ordinary one will do.
if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && [ -s target/toolchain ]; then
  RUSTUP_TOOLCHAIN=$(cat target/toolchain)
  export RUSTUP_TOOLCHAIN
fi

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root, with sudo where we are not.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    fail "this needs root and there is no sudo: $*"
  fi
}

# Installs Debian packages; the lists are fetched anew first, as a stale list names files that are gone.
apt_install() {
  has apt-get || fail "please install with your system's package manager (Debian's names): $*"
  say "installing Debian packages: $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
