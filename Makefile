# Steward: everything a newcomer needs, on a fresh Debian with Python 3.11.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8080

.DEFAULT_GOAL := help
.PHONY: help serve test lint bench lock clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/.ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

serve: .venv/.ready ## start a demonstration server on http://127.0.0.1:8080
	$(BIN)/steward serve --demo --port $(PORT) --data data/demo

test: .venv/.ready ## lint, types and all tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/pytest -n auto

lint: .venv/.ready ## lint and types only
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy

bench: .venv/.ready ## measure requests a second as shares of a bare hello-world
	$(BIN)/steward bench

lock: ## renew requirements.lock from pyproject.toml
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock

clean: ## remove what make made
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache
