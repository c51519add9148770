# Everything one does with Coup de main. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Where the toolchain of setup-toolchain.sh isn't the ordinary one, it stands in this file (which may not exist yet).
toolchain = $(if $(RUSTUP_TOOLCHAIN),$(RUSTUP_TOOLCHAIN),$(shell cat target/toolchain 2>/dev/null))
cargo = $(if $(toolchain),RUSTUP_TOOLCHAIN=$(toolchain) )cargo
built := $(or $(CARGO_TARGET_DIR),target)

.PHONY: help run dev build test check fmt unit end2end two-servers screens bench front setup setup-build setup-tests clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  \033[1mmake %-12s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup-build ## set up what is missing, fill a database with demo and real needs, serve http://127.0.0.1:3000
	@scripts/run.sh

dev: setup-build ## serve http://127.0.0.1:3000 and start again, rebuilt, at every change of a source
	@scripts/dev.sh

build: setup-build ## one release binary with everything in it: target/release/coup-de-main
	@scripts/build-front.sh --release
	@$(cargo) build --release --package server
	@ls -lh $(built)/release/coup-de-main

test: ## every check: format, clippy, tests on SQLite and PostgreSQL, end-to-end with and without JavaScript
	@scripts/test.sh

check: setup-build ## format and clippy only
	@scripts/test.sh format clippy clippy-wasm

fmt: ## format the sources
	@$(cargo) fmt --all

unit: setup-tests ## unit and integration tests only, on SQLite and PostgreSQL
	@scripts/test.sh tests

end2end: setup-tests ## end-to-end tests only; ARGS="-g word --headed" goes to Playwright
	@scripts/test.sh front binary end-to-end

two-servers: setup-tests ## the journeys on two servers behind nginx, one killed midway
	@scripts/test.sh front binary two-servers

screens: setup-tests ## screenshots of every page, three widths, light and dark, into target/screens/
	@scripts/test.sh front binary screens

bench: setup-tests build ## measure the release build; the table also goes to target/bench/
	@scripts/bench.sh

front: setup-build ## only what the browser gets: target/site/pkg
	@scripts/build-front.sh --release

setup: setup-tests ## install everything that building and testing need

setup-build:
	@scripts/setup-toolchain.sh
	@scripts/setup-node.sh scripts

setup-tests: setup-build
	@scripts/setup-packages.sh
	@scripts/setup-node.sh end2end

clean: ## remove what was built, but not the tools, nor var/
	rm -rf target/debug target/release target/wasm32-unknown-unknown target/front target/site target/screens target/end2end
