# The two commands: `make demo` shows the whole way, `make test` checks it. `make check` is lint, format, types and import contracts.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/multivector

.DEFAULT_GOAL := demo
.PHONY: demo test check gate lock coverage clean

demo: .venv/.core
	$(RUN) demo --out demo

test: .venv/.dev
	$(BIN)/python -m pytest

coverage: .venv/.dev
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# How well the shipped reader reads sentences that nobody trained on, against pinned floors.
gate: .venv/.dev
	$(BIN)/python -m evals.reader --gate

lock: .venv/.dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml requirements/build.in -o requirements/core.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra dev -c requirements/core.txt pyproject.toml requirements/build.in -o requirements/dev.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.core: requirements/core.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/core.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: requirements/dev.txt .venv/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

clean:
	rm -rf .venv demo
