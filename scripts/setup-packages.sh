#!/usr/bin/env bash
# Installs what the tests need from Debian: a browser, PostgreSQL, nginx, and openssl for certificates of a day's life. Only what is missing.
. "$(dirname "$0")/lib.sh"

missing=()
has chromium || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has initdb || missing+=(postgresql)
[ -x /usr/sbin/nginx ] || has nginx || missing+=(nginx-light)
has openssl || missing+=(openssl)
has runuser || missing+=(util-linux)

[ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}"
