# `make report` writes the report on the seed article, `make test` runs every check.
# Both install what they need into .venv first; Python 3.11 or newer and make suffice.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# setuptools, which builds the package, comes from the lock and is not fetched anew without a hash.
BACKEND := $(if $(shell grep '^setuptools==' requirements.lock),--no-build-isolation)

.PHONY: report reports test lint lab lock clean

report: $(VENV)/installed
	$(BIN)/standfirst report seeds/kurdistan24

test: lint
	$(BIN)/python -m pytest -n logical --dist loadfile --no-loadscope-reorder

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lab: $(VENV)/installed
	$(BIN)/standfirst lab

# The committed reports are made anew; a difference in git is a change of results.
reports: $(VENV)/installed
	$(BIN)/standfirst report seeds/kurdistan24
	$(BIN)/standfirst report seeds/estuary

# Versions with hashes for every platform; no address of an index is written.
lock: $(VENV)/installed
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate \
	  --no-header --extra lab --extra dev --python-version 3.11 pyproject.toml -o requirements.lock

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "standfirst needs Python 3.11 or newer; set PYTHON=… to one")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps $(BACKEND) -e .
	$(BIN)/python -c "from analysis.annotate.warm import warm; warm()"  # compiles the kernels once
	touch $@

clean:
	rm -rf $(VENV)
