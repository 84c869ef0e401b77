# make episode   an episode from the example article
# make test      every test (installs what it needs)
# make check     ruff and mypy
# make bench     the tables of figures, from this machine

PYTHON ?= python3
BIN := .venv/bin
EXAMPLE := tests/pages/wordpress-harbour/source.html

.PHONY: episode test test-long check format bench bench-batch clean
.DEFAULT_GOAL := episode

.venv/bin/python:
	$(PYTHON) -m venv .venv
	@# pip 23.2 and older fail on extras spelled two ways (lxml[html_clean])
	$(BIN)/python -m pip install --quiet --upgrade "pip>=24.1"

# A stamp for each set of extras: nothing is done twice while pyproject.toml stands unchanged.
.venv/.installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/.installed-test: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[test,check]"
	@touch $@ .venv/.installed

.venv/.installed-bench: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[test,check,bench]"
	@touch $@ .venv/.installed

.venv/.installed-long: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[test,check,long]"
	@touch $@

# What is missing is named, not fatal: its tests are skipped, visibly.
.venv/.installed-programs: tests/install-programs .venv/.installed-test
	@sh tests/install-programs
	@touch $@

episode: .venv/.installed
	$(BIN)/audiobrief make $(EXAMPLE)

test: .venv/.installed-programs
	$(BIN)/python -m pytest -m "not long" -n auto --dist loadfile

test-long: .venv/.installed-programs .venv/.installed-long
	$(BIN)/python -m pytest

check: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench-batch: .venv/.installed-long .venv/.installed-bench
	$(BIN)/python -m tests.bench batch

bench: .venv/.installed-bench
	$(BIN)/python -m tests.bench

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
