# Điểm Cầu. Needs Python 3.11 or later with venv, and make; everything else it sets up itself.
#
#   make run      set up, then start the example meeting     PORT=8080 DATA=data SITES=64 FRESH=1
#   make test     every test there is, Chromium included
#   make check    format, lint, types, laws and fast tests: under a minute
#   make bench    the benchmarks, as a table
#   make mutants  plant faults in the floor's rules and count what the tests see: half an hour
#   make build    the pages into web/dist            make wheel   the package into dist/
#   make lock     renew the lock files               make format  format all Python files
#   make types    the pages' types, from the models
#   make clean    remove everything that was built or installed here

PYTHON ?= python3
PORT ?= 8080
DATA ?= data
SITES ?= 64
FRESH ?=
TESTS ?= tests
BENCH ?=

PREPARE := $(PYTHON) scripts/prepare.py
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

# Tests start programs hundreds of times: each module is compiled once, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run prepare-dev check check-format check-types check-pages test bench mutants build
.PHONY: wheel lock types format clean

help:
	@sed -n '3,12s/^# \{0,2\}//p' Makefile

run:
	@$(PREPARE) run
	@exec $(BIN)/diemcau demo --port $(PORT) --data $(DATA) --sites $(SITES) $(if $(FRESH),--fresh)

prepare-dev:
	@$(PREPARE) dev

# What does not need the tests goes side by side, so that the whole stays under a minute.
check: prepare-dev
	@$(MAKE) --no-print-directory -j 2 check-format check-types check-pages
	HYPOTHESIS_PROFILE=check $(BIN)/python -m pytest -q -n 3 -m "not browser and not slow" $(TESTS)

check-format:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check-types:
	$(BIN)/mypy

check-pages:
	@$(PREPARE) npm run check

# The rules and the wire are covered to the last branch, or the test fails; not asked of a few TESTS.
COVERED = $(if $(filter tests,$(TESTS)),--cov=coordinator/core --cov=wire --cov-branch --cov-fail-under=100)

# Pages apart from programs: each worker keeps one browser, whose loop no other test may meet.
PAGE_TESTS = $(if $(filter tests,$(TESTS)),tests/web,$(filter tests/web%,$(TESTS)))
SLOW := $(BIN)/python -m pytest -q -n 2 --dist loadfile

# What measures seconds comes last and alone. 5 means "none of these here".
test: prepare-dev
	@$(PREPARE) browser
	@$(PREPARE) office
	@$(PREPARE) npm test
	$(BIN)/python -m pytest -q -n 2 -m "not browser and not slow" $(COVERED) $(TESTS) || test $$? -eq 5
	$(SLOW) -m "(browser or slow) and not alone" --ignore=tests/web $(TESTS) || test $$? -eq 5
	$(if $(PAGE_TESTS),$(SLOW) -m "browser and not alone" $(PAGE_TESTS) || test $$? -eq 5)
	$(BIN)/python -m pytest -q -m alone $(TESTS) || test $$? -eq 5

bench: prepare-dev
	$(BIN)/python -m bench.run $(BENCH)

# In a copy, so that no test of the laws ever looks at a planted fault.
MUTANTS := .make/mutants
mutants: prepare-dev
	rm -rf $(MUTANTS) && mkdir -p $(MUTANTS)
	cp -r pyproject.toml wire coordinator agents tests $(MUTANTS)/
	cd $(MUTANTS) && $(abspath $(BIN))/mutmut run --max-children 2
	cd $(MUTANTS) && $(abspath $(BIN))/mutmut results

build:
	@$(PREPARE) pages

wheel: prepare-dev
	$(BIN)/python -m build --wheel --no-isolation

lock: prepare-dev
	$(LOCK) pyproject.toml --extra pdf -o requirements.lock
	$(LOCK) -c requirements.lock --group build -o requirements-build.lock
	$(LOCK) -c requirements.lock --group dev -o requirements-dev.lock
	$(LOCK) --group node -o requirements-node.lock

types: prepare-dev
	$(BIN)/python -m coordinator.console.schema > web/src/generated/schema.json
	@$(PREPARE) npm run types

format: prepare-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv .make .cache dist build web/dist web/node_modules .coverage htmlcov
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
