# make episode   an episode from the example article
# make test      every test but the journeys, the long ones and the kills (installs what it needs; five minutes)
# make test-journeys  whole ways through the program: in browsers, tutorials, an editor's morning, stopped runs
# make test-quick  what is run while working: no browser, no batch, no kills (a minute)
# make browsers  the main way of a listener in Firefox and WebKit, from Debian (a minute)
# make lighthouse  Lighthouse on the listener's pages: accessibility and best practices (three minutes)
# make torture   the long tests of what is promised (at most 15 minutes)
# make torture-nightly  damage in combinations, for an hour
# make test-api  what schemathesis makes of the desk's OpenAPI is answered without a 5xx (minutes)
# make fuzz      inputs that nobody would write, a minute (FUZZ_S) for each reader of them
# make check     ruff and mypy
# make bench     the tables of figures, from this machine
# make ear       an ear reads episodes back: word errors, missing sentences, word times (20 minutes)
# make screenshots  every screen of a listener and some of the desk, in build/screenshots, and the README's pictures
# make samples   a short sample of each voice, in docs/pages/samples
# make docs      the site of the docs, in docs/site
# make reference the reference of commands and settings, the man page and the licences
# make voices    the catalogue's sizes, digests and licences, read from the voices' publishers
# make lock      the pinned versions that the targets here install
# make lint-deploy  the Dockerfile, the unit and the workflow
# make test-bounds  the tests with the lowest and with the newest of each dependency
# make release   wheel and sdist, tried out on each Python found here, with a list of what is in them, in dist/

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
EXAMPLE := tests/pages/wordpress-harbour/source.html

.PHONY: episode test test-journeys test-quick test-long test-api torture torture-nightly fuzz check format bench bench-batch clean
.PHONY: screenshots browsers lighthouse ear samples docs reference voices lock lint-deploy test-bounds release
.DEFAULT_GOAL := episode

.venv/.made:
	$(PYTHON) -m venv .venv
	@# pip 23.2 and older fail on extras spelled two ways (lxml[html_clean])
	$(BIN)/python -m pip install --quiet --upgrade "pip>=24.1"
	@touch $@

# A stamp for each set of extras: nothing is done twice while pyproject.toml stands unchanged.
.venv/.installed: pyproject.toml | .venv/.made
	$(BIN)/python -m pip install --quiet --editable .
	@# as pip does for what is not editable; where PYTHONDONTWRITEBYTECODE is set, none would come
	$(BIN)/python -m compileall -q audiobrief
	@touch $@

# What the lock names comes as it was locked; the second line adds audiobrief, and what a
# change of pyproject.toml asks for until `make lock` has run.
.venv/.installed-test: pyproject.toml tests/requirements.lock | .venv/.made
	$(BIN)/python -m pip install --quiet --require-hashes --requirement tests/requirements.lock
	$(BIN)/python -m pip install --quiet --editable ".[test,check]"
	@touch $@ .venv/.installed

.venv/.installed-bench: pyproject.toml | .venv/.made
	$(BIN)/python -m pip install --quiet --editable ".[test,check,bench]"
	@touch $@ .venv/.installed

.venv/.installed-release: tests/supply/requirements.lock .venv/.installed-test
	$(BIN)/python -m pip install --quiet --require-hashes --requirement tests/supply/requirements.lock
	$(BIN)/python -m pip install --quiet --editable ".[docs,release]"
	@touch $@

.venv/.installed-long: pyproject.toml | .venv/.made
	$(BIN)/python -m pip install --quiet --editable ".[test,check,long]"
	@touch $@

.venv/.installed-fuzz: pyproject.toml | .venv/.made
	$(BIN)/python -m pip install --quiet --editable ".[test,check,fuzz]"
	@touch $@

.venv/.installed-api: pyproject.toml | .venv/.made
	$(BIN)/python -m pip install --quiet --editable ".[test,check,api]"
	@touch $@

.venv/.installed-ear: pyproject.toml | .venv/.made
	$(BIN)/python -m pip install --quiet --editable ".[test,check,ear]"
	@touch $@

# What is missing is named, not fatal: its tests are skipped, visibly.
.venv/.installed-programs: tests/install-programs .venv/.installed-test
	@sh tests/install-programs
	@touch $@

episode: .venv/.installed
	$(BIN)/audiobrief make $(EXAMPLE)

test: .venv/.installed-programs
	@# where PYTHONDONTWRITEBYTECODE is set, each program that a test starts would compile it anew
	@$(BIN)/python -m compileall -q audiobrief
	$(BIN)/python -m pytest -m "not long and not journey" -n auto --dist loadfile --ignore tests/torture

test-journeys: .venv/.installed-programs
	@$(BIN)/python -m compileall -q audiobrief
	$(BIN)/python -m pytest -m "journey and not long" -n auto --dist loadfile

# The rooms whose tests start no program, or few.
QUICK = tests/test_house.py tests/test_errors.py tests/test_patterns.py tests/test_characters.py \
	tests/cleaner tests/segmenter tests/spoken tests/fetch tests/publish tests/speech \
	tests/settings tests/system tests/docs

test-quick: .venv/.installed-test
	$(BIN)/python -m pytest -m "not long" -n auto --dist loadfile $(QUICK)

test-long: .venv/.installed-programs .venv/.installed-long
	$(BIN)/python -m pytest

browsers: .venv/.installed-programs
	@sh tests/install-programs browsers
	$(BIN)/python -m pytest tests/browser/test_other_browsers.py -rs

lighthouse: .venv/.installed-programs
	@sh tests/install-programs lighthouse
	$(BIN)/python -m pytest tests/browser/test_lighthouse.py -rs

torture: .venv/.installed-programs
	timeout 900 $(BIN)/python -m pytest tests/torture -n auto --dist worksteal

# The seed is printed where it fails; TORTURE_SEED=N repeats a run.
torture-nightly: .venv/.installed-programs
	TORTURE_S=3600 timeout 4500 $(BIN)/python -m pytest tests/torture/test_combined.py -s

# EXAMPLES=N sends more of each request than ten.
test-api: .venv/.installed-api
	$(BIN)/python -m tests.desk.against_openapi $(EXAMPLES)

FUZZ_S ?= 60

fuzz: .venv/.installed-fuzz
	$(BIN)/python -m tests.fuzz $(FUZZ_S)

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

# VOICE=ENGINE or ENGINE/VOICE has another voice heard, PART=pages one part of it alone.
ear: .venv/.installed-ear
	$(BIN)/python -m pytest tests/ear
	$(BIN)/python -m tests.ear $(if $(VOICE),--voice $(VOICE)) $(PART)

screenshots: .venv/.installed-programs
	$(BIN)/python -m tests.docs.screenshots
	$(BIN)/python -m tests.docs.desk_pictures

samples: .venv/.installed
	$(BIN)/python -m tests.docs.samples

docs: .venv/.installed-release
	$(BIN)/python -m tests.docs.reference
	$(BIN)/zensical build --strict --config-file docs/zensical.toml

# Needs a network that reaches the voices' publishers; look at the difference before you commit it.
voices: .venv/.installed-test
	$(BIN)/python -m tests.supply.voices

reference: .venv/.installed-test
	$(BIN)/python -m tests.docs.reference
	$(BIN)/python -m tests.supply.licences

LOCK = $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --upgrade \
	pyproject.toml
EVERYWHERE = --universal --python-version 3.11
CONTAINER = --python-platform x86_64-unknown-linux-gnu --python-version 3.13

lock: .venv/.installed-release
	$(LOCK) $(EVERYWHERE) --extra test --extra check --output-file tests/requirements.lock
	$(LOCK) $(EVERYWHERE) --extra docs --extra release --constraint tests/requirements.lock \
		--output-file tests/supply/requirements.lock
	$(LOCK) $(CONTAINER) --extra ffmpeg --constraint tests/requirements.lock \
		--output-file docs/deploy/requirements.lock

lint-deploy: .venv/.installed-release
	$(BIN)/python -m tests.supply.deploy

test-bounds: .venv/.installed-release
	$(BIN)/python -m tests.supply.bounds

release: .venv/.installed-release
	$(BIN)/python -m tests.supply.release
	$(BIN)/python -m tests.supply.pythons

clean:
	rm -rf .venv .fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist docs/site docs/.cache
