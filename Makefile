# Everything a fresh machine needs is Python 3.11 or newer, git and make. `make run` starts Lorecast, `make test` proves it.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/uv/bin/uv
SYNC := $(UV) pip sync --quiet --require-hashes --compile-bytecode
INSTALL_ITSELF := $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
INSTALLED := $(VENV)/installed
INSTALLED_DEV := $(VENV)/installed-dev
TEST_WORKERS ?= 2
WHOLE := tests/app/backup tests/app/cli/test_archives.py tests/faults/test_restore.py

export PYTHONUNBUFFERED := 1
export VIRTUAL_ENV := $(CURDIR)/$(VENV)

.PHONY: run test chaos bench faults attacks check format assets lock clean

run: $(INSTALLED) assets
	@$(BIN)/lorecast up $(ARGS)

test: $(INSTALLED_DEV) assets
	$(BIN)/python .ci/browser.py
	@# A folder of its own: pytest closes its usual one to other users, PostgreSQL's among them, whenever a second run starts.
	@folder=$$(mktemp -d) && { $(BIN)/pytest -n $(TEST_WORKERS) --dist loadfile --basetemp "$$folder/tests" \
		$(WHOLE:%=--ignore %) $(ARGS); code=$$?; rm -rf "$$folder"; exit $$code; }
	@# A backup is of a whole database: its tests share theirs with no others.
	@folder=$$(mktemp -d) && { $(BIN)/pytest --basetemp "$$folder/tests" $(WHOLE); code=$$?; rm -rf "$$folder"; exit $$code; }
	$(BIN)/python -m runtime.node run --if-present test

# Minutes of trouble in a real browser: kills, cut networks, refusals, full devices, long listens. CHAOS_TABLE=file writes what came of it.
chaos: $(INSTALLED_DEV) assets
	$(BIN)/python .ci/browser.py
	@folder=$$(mktemp -d) && { CHAOS=1 $(BIN)/pytest -v --basetemp "$$folder/tests" tests/browser/chaos tests/browser/test_endurance.py $(ARGS); \
		code=$$?; rm -rf "$$folder"; exit $$code; }

# How fast, compared with what: docs/performance.md. ROWS="search pages" measures only those; SPEECH=folder of real speech with references.tsv.
bench: $(INSTALLED_DEV) assets
	$(BIN)/python .ci/browser.py
	@$(BIN)/python -m bench $(ROWS); code=$$?; $(BIN)/python -m bench.page; exit $$code

# Every fault of docs/trust.md at full length: two hours on two cores. SEED=n for other luck; figures go into that page.
faults: $(INSTALLED_DEV) assets
	$(BIN)/python .ci/browser.py
	@folder=$$(mktemp -d) && { FAULTS=1 CHAOS=1 PROOF="$$folder/proof" $(BIN)/pytest -v --basetemp "$$folder/tests" $(FAULTS_OF) $(ARGS); \
		code=$$?; $(BIN)/python -m tests.proof "$$folder/proof"; rm -rf "$$folder"; exit $$code; }
FAULTS_OF := tests/faults tests/browser/chaos

# Every attack of docs/trust.md at full length: about an hour on two cores. SEED=n for other mutations; figures go into that page.
attacks: $(INSTALLED_DEV) assets
	$(BIN)/python .ci/browser.py
	@folder=$$(mktemp -d) && { ATTACKS=1 PROOF="$$folder/proof" $(BIN)/pytest -v --basetemp "$$folder/tests" $(ATTACKS_OF) $(ARGS); \
		code=$$?; $(BIN)/python -m tests.proof "$$folder/proof"; rm -rf "$$folder"; exit $$code; }
ATTACKS_OF := tests/security tests/media/test_disguises.py tests/media/test_bombs.py tests/media/test_endless.py \
	tests/media/test_mutants.py tests/media/test_sandbox.py tests/browser/test_text_as_script.py

check: $(INSTALLED_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python .ci/locks.py requirements*.lock bench/peers/requirements.lock package-lock.json
	$(BIN)/python .ci/sizes.py

format: $(INSTALLED_DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

assets: $(INSTALLED)
	@$(BIN)/python -m runtime.assets

# Named by content and not by host: any index that has the files will do.
lock: $(UV)
	$(UV) pip compile $(COMPILE) -o requirements-uv.lock requirements-uv.in
	$(UV) pip compile $(COMPILE) -o requirements.lock pyproject.toml
	$(UV) pip compile $(COMPILE) -o requirements-dev.lock --constraint requirements.lock --extra dev pyproject.toml
	$(UV) pip compile $(COMPILE) -o bench/peers/requirements.lock bench/peers/requirements.txt
COMPILE := --quiet --universal --generate-hashes --python-version 3.11 --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links $(LOCK)

clean:
	rm -rf $(VENV) node_modules static/dist

$(UV): requirements-uv.lock
	@test -n "$(PYTHON)" || { echo "Lorecast needs Python 3.11 or newer with venv (on Debian: apt-get install python3-venv)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m ensurepip --default-pip >/dev/null
	@$(BIN)/python -m pip install --quiet --upgrade --require-hashes --target $(VENV)/uv -r requirements-uv.lock
	@touch $@

# A sync for development holds everything that running needs, so it counts for both.
$(INSTALLED): $(UV) requirements.lock pyproject.toml
	@echo "Installing what Lorecast needs (a minute or two, once) …"
	@$(SYNC) requirements.lock
	@$(INSTALL_ITSELF)
	@rm -f $(INSTALLED_DEV)
	@touch $@

$(INSTALLED_DEV): $(UV) requirements-dev.lock pyproject.toml
	@echo "Installing what Lorecast and its tests need (a minute or two, once) …"
	@$(SYNC) requirements-dev.lock
	@$(INSTALL_ITSELF)
	@touch $(INSTALLED) $@
