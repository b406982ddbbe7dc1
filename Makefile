# `make demo` and `make test` need nothing but make, bash and Python 3.11 or newer: they do all the set-up themselves.
PY := .venv/bin/python
PYTEST := $(PY) -m pytest
.PHONY: help demo test check fast lock language clean set-up browser tests notebooks
.DEFAULT_GOAL := help
.NOTPARALLEL:

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1  /p' Makefile

demo: set-up  ## the reports of the sample clients, in reports/
	@$(PY) -m assessment_kit demo

test: set-up browser check tests notebooks  ## all checks and all tests

check: set-up  ## lint, format, types, imports
	$(PY) -m ruff check --quiet
	$(PY) -m ruff format --check --quiet
	$(PY) -m mypy --no-error-summary
	.venv/bin/lint-imports --no-logo

fast: set-up  ## the tests that take no browser and no whole job
	$(PYTEST) -q -n auto -m "not browser and not slow"

tests: set-up
	$(PYTEST) -q -n auto --dist worksteal

notebooks: set-up
	$(PYTEST) -q -n auto --dist loadfile --nbval-lax --nbval-current-env notebooks

lock: set-up  ## requirements.txt from pyproject.toml, environment.yml from that; NEWER=--upgrade takes newer versions
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	$(PY) -m uv pip compile --quiet $(NEWER) --universal --python-version 3.11 --all-extras --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements.txt
	$(PY) .ci/environment.py

language: set-up  ## the catalogues of the report's fixed words, in line with the code; tells what is not translated
	$(PY) -m assessment_kit.show.catalogue

clean:  ## everything that was made here
	rm -rf .venv reports build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

set-up:
	@bash .ci/set-up

browser: set-up
	@$(PY) -m tests.browser.chromium
