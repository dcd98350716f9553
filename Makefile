# Set-up and tasks. Every target does its own set-up; the second time that is quick, silent and needs no network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CACHE := .setup

.PHONY: build test coverage assurance benchmark packs faults clean

build: $(CACHE)/installed ## write every paper under inputs/
	@$(BIN)/cabinet-papers build

test: $(CACHE)/tested ## lint, types, architecture, and all tests
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest -q -n auto

coverage: $(CACHE)/tested ## branches of read, validate, publish, record, the leak check and clearances: all of them
	@$(BIN)/pytest -q -n auto --ignore=tests/acceptance/test_wheel.py --cov=pipeline.read --cov=pipeline.validate --cov=pipeline.publish --cov=pipeline.record --cov=pipeline.leaks --cov=pipeline.clearances --cov=pipeline.clearing --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

assurance: $(CACHE)/tested ## put slips into the clean samples one by one: at least 90 % are found at their place
	@$(BIN)/python -m tests.assurance.score

benchmark: $(CACHE)/tested ## read and check papers ten times as long as others, in about ten times the time; export 6,000 actions
	@$(BIN)/python -m tests.benchmarks.tracker
	@$(BIN)/python -m tests.benchmarks.checks
	@$(BIN)/python -m tests.benchmarks.export

packs: $(CACHE)/tested ## make and check a pack of 20 papers and over 200 pages, in less than 1 GB
	@$(BIN)/python -m tests.benchmarks.packs

faults: $(CACHE)/tested ## kill builds at 200 random moments; EIO, ENOSPC and KILL at every call of publishing; two at once, 100 times
	@KILLS=200 STEP=1 PAIRS=100 $(BIN)/pytest -q tests/faults tests/acceptance/test_run_due.py::test_two_at_once

clean: ## forget the set-up
	@rm -rf $(VENV) $(CACHE)

# What the system must have, and only that: the line is printed, and run where that can be done without asking.
$(CACHE)/system: Makefile
	@mkdir -p $(CACHE)
	@need=""; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed." >&2; exit 1; }; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || need="$$need python3-venv"; \
	has() { $(PYTHON) -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$$1" 2>/dev/null; }; \
	has libpango-1.0.so.0 || need="$$need libpango-1.0-0"; \
	has libpangoft2-1.0.so.0 || need="$$need libpangoft2-1.0-0"; \
	has libharfbuzz-subset.so.0 || need="$$need libharfbuzz-subset0"; \
	if [ -n "$$need" ]; then \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo="sudo "; \
	  echo "This system lacks:$$need. Running: $${sudo}apt-get install -y --no-install-recommends$$need" >&2; \
	  $${sudo}apt-get update -qq && DEBIAN_FRONTEND=noninteractive $${sudo}apt-get install -y -qq --no-install-recommends$$need >/dev/null || \
	    { echo "Install them with the line above, then run make again." >&2; exit 1; }; \
	fi
	@touch $@

$(VENV)/pyvenv.cfg: $(CACHE)/system
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(CACHE)/installed: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "Installing cabinet-papers into $(VENV) ..." >&2
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e . >&2
	@touch $@

$(CACHE)/tested: $(CACHE)/installed
	@echo "Installing what the tests need ..." >&2
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[test]' >&2
	@touch $@
