# Everything a visitor needs: `make report`, `make test`. Each sets up .venv first; instant when nothing changed.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: report test check proofs bench faults repl clean

report: $(READY)
	$(BIN)/dmf report

test: $(READY)
	$(BIN)/pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/pytest -q -n0 tests/test_architecture.py
	$(BIN)/dmf report --check

# Coq is not installed by this: without it one line says what is missing and how to get it.
proofs: $(READY)
	$(BIN)/python -m proofs_check.coq

bench: $(READY)
	$(BIN)/python -m reports.bench

# N faults, drawn with SEED from the files in IN, planted one at a time in a copy: what do the tests not notice?
N ?= 40
SEED ?= 0
faults: $(READY)
	$(BIN)/python -m tests.faults --count $(N) --seed $(SEED) $(IN)

repl: $(READY)
	$(BIN)/dmf repl

# The stamp is touched last, so an interrupted installation is simply repeated.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "dmf-verify needs Python 3.11 or newer; found: $$($(PYTHON) --version)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

clean:
	rm -rf .venv
