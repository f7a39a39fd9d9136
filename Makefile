# One task each. `. scripts/env` puts the tools that scripts/setup found or installed first on PATH.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
PORT ?= 8080
N ?= 1000
SEED ?= 1
# As scripts/divide.mjs has them.
WASM_FEATURES := --enable-bulk-memory --enable-reference-types --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-multivalue
BUILD_SITE := . scripts/env; trunk build --release --offline

.PHONY: help play watch test differential bench dist check setup setup-build
.DEFAULT_GOAL := help

help: ## list these tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

play: dist ## build the page as it is published and serve it on http://127.0.0.1:8080
	@. scripts/env; node scripts/serve.mjs dist --port $(PORT)

watch: setup-build ## serve the page and reload it whenever a file changes
	. scripts/env; trunk serve --offline --dist target/watched --port $(PORT)

test: setup ## everything: the core, the page's parts in a browser, the built page and its budget
	. scripts/env; cargo test --locked
	. scripts/env; cargo test --locked --features ssr --lib --test drawn
	. scripts/env; wasm-pack test --headless --chrome --chromedriver "$$CHROMEDRIVER" --mode no-install . --locked --features web
	$(BUILD_SITE)
	. scripts/env; node tests/page/smoke.mjs dist

differential: setup-build ## N=1000 SEED=1 random programs: does the simulator agree with every installed CPython?
	. scripts/env; cargo build --locked --profile quick --bin slotscope
	python3 tests/oracle/differential.py --count $(N) --seed $(SEED)

bench: setup ## how fast programs run: beside CPython 3.13 (PYTHON=COMMAND or the one on PATH), and in a browser beside MicroPython
	. scripts/env; cargo build --locked --release --bin slotscope
	. scripts/env; cargo build --locked --profile page --features bench --bin slotscope-bench --target wasm32-unknown-unknown
	. scripts/env; wasm-bindgen --target web --no-typescript --out-dir target/bench target/wasm32-unknown-unknown/page/slotscope-bench.wasm
	. scripts/env; cd target/bench; wasm-opt -Os $(WASM_FEATURES) slotscope-bench_bg.wasm -o slotscope-bench_bg.wasm
	. scripts/env; node tests/bench/bench.mjs

dist: setup-build ## build the static site into dist/; it works from any path of any host
	$(BUILD_SITE)

check: setup-build ## format, lints for the core and for the page, and who may use whom
	. scripts/env; cargo fmt --check
	. scripts/env; cargo clippy --locked --all-targets -- -D warnings
	. scripts/env; cargo clippy --locked --all-targets --target wasm32-unknown-unknown --features web,bench -- -D warnings
	. scripts/env; cargo test --locked --test layering

setup: ## install what is missing, and say how
	@scripts/setup test

setup-build:
	@scripts/setup build
