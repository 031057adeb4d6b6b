# Everything a fresh machine needs is Python 3.11 or later; Hugo comes with it, as a package.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test bench clean

demo: .venv/installed        ## make the sample site in demo/
	$(BIN)/scrape demo

test: .venv/installed-dev    ## all checks and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tests/site/conftest.py
	$(BIN)/mypy tests/scraper/catalogue/conftest.py tests/postgres.py
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
