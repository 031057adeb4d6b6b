# Everything a fresh machine needs is Python 3.11 or later; Hugo comes with it, as a package.
PYTHON ?= python3
BIN := .venv/bin

# Tests are compiled once, and not anew by each process that runs them.
export PYTHONDONTWRITEBYTECODE :=
PARTS_ALONE := not whole_run and not hugo and not browser and not postgres

.PHONY: demo check test lint quick-tests all-tests bench clean

demo: .venv/installed        ## make the sample site in demo/
	$(BIN)/scrape demo

check: .venv/installed-dev   ## lint, types, and the tests of all parts: whole runs, Hugo, the browser and the database server are left out
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=line lint quick-tests

test: .venv/installed-dev    ## all checks and tests
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=line lint all-tests

# Hundreds of little databases and sites are made in memory, where there is room for them.
quick-tests all-tests: export TMPDIR ?= $(shell df -k --output=avail /dev/shm 2>/dev/null | awk 'NR == 2 && $$1 > 4000000 { print "/dev/shm" }')

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tests/end_to_end/conftest.py
	$(BIN)/mypy tests/scraper/catalogue/conftest.py

quick-tests:
	$(BIN)/python -m pytest -n 2 -m "$(PARTS_ALONE)"

all-tests:
	$(BIN)/python -m pytest

bench: .venv/installed-dev   ## how well matches are found, and speed, as ratios
	$(BIN)/python benchmarks/matching.py
	$(BIN)/python benchmarks/overlap.py
	$(BIN)/python benchmarks/rendering.py

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ .venv/installed

clean:                       ## remove the environment and the sample site
	rm -rf .venv demo
