# Each target makes .venv and installs what it needs; nothing but Python 3.11+, make and git is asked for.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run bot test check bench torture short screenshots

run: .venv/installed  ## Varaus and a Slack to try it in, on this machine
	$(BIN)/python -m sandbox

bot: .venv/installed  ## the bot alone, against the Slack that .env names
	$(BIN)/python -m bot

test: .venv/installed  ## the whole suite, on SQLite and PostgreSQL
	$(BIN)/python -m pytest

check: .venv/installed  ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/installed  ## how fast it is, beside the machine's limit and what others do: under five minutes
	$(BIN)/python -m benchmarks.bench

torture: .venv/installed  ## what it survives, and whether anything is lost: under ten minutes
	$(BIN)/python -m benchmarks.torture

short: .venv/installed  ## the short form of both, for every change
	$(BIN)/python -m benchmarks.short
	$(BIN)/python -m benchmarks.torture --short

screenshots: .venv/installed  ## the pictures in docs/, taken by driving the sandbox
	$(BIN)/python -m sandbox.screenshots

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@
