# Every command of the project. Needs make and Python 3.11 or newer; the rest is installed into .venv.
PYTHON ?= python3
PORT ?= 8501
OUT ?= build/sample
WAREHOUSE ?= $(or $(CXC_WAREHOUSE),data/snapshots)
PY = .venv/bin/python
CODE = $(wildcard app.py bench charts data exports languages pages queries scenes scripts tests ui)
# One worker per core up to two; a file's tests stay together, so that a module's server is started once.
PYTEST = $(PY) -m pytest -n auto --maxprocesses 2 --dist loadfile

.DEFAULT_GOAL = help
.PHONY: help run test check format messages build sample snapshots rollback backup restore bench clean environment environment-dev
# What users name reaches the shell as environment variables: spaces and quotes in it do no harm.
export OUT SOURCE NOTE SNAPSHOT TO FROM
run build snapshots rollback backup restore: export CXC_WAREHOUSE := $(WAREHOUSE)

help: ## Show the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: environment ## Start the dashboard on 127.0.0.1:8501 (PORT= another one), with the sample if no data are published
	@test -e "$$CXC_WAREHOUSE/current" || { \
		echo "No data are published in $$CXC_WAREHOUSE yet: making and building the sample."; \
		$(MAKE) --no-print-directory sample && $(MAKE) --no-print-directory build SOURCE="$$OUT"; }
	@exec $(PY) scripts/serve.py "$(PORT)"

test: environment-dev ## Run all tests, those in a browser and an office too (ARGS= for pytest)
	@$(PY) -m scripts.browser
	@$(PY) -m scripts.office
	$(PYTEST) $(ARGS)

check: environment-dev ## Check format, style, types and the house rules; changes nothing
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy $(CODE)
	$(PY) -m pytest -q tests/test_house_rules.py

format: environment-dev ## Format the code and mend what ruff can mend
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

messages: environment ## Bring the catalogues of languages up to date with the code [LANGUAGE=code of a new one]
	@$(PY) -m scripts.messages $(if $(LANGUAGE),--new $(LANGUAGE))

build: environment ## Check and publish data: SOURCE=folder-or-workbook [NOTE=text] [WAREHOUSE=folder]
	@test -n "$$SOURCE" || { echo "Say what to build: make build SOURCE=folder-or-workbook"; exit 2; }
	@echo "Building $$SOURCE into $$CXC_WAREHOUSE"
	@$(PY) -m data.build --source "$$SOURCE" --note "$$NOTE"

sample: environment ## Write sample inputs: [EXCHANGES=number] [SEED=number] [AS_OF=day] [OUT=folder]
	@echo "Writing sample inputs to $$OUT"
	@$(PY) -m data.sample --out "$$OUT" $(if $(EXCHANGES),--exchanges $(EXCHANGES)) $(if $(SEED),--seed $(SEED)) $(if $(AS_OF),--as-of $(AS_OF))

snapshots: environment ## List the snapshots, the newest first
	@$(PY) -m data.build.snapshots list

rollback: environment ## Publish a snapshot again: SNAPSHOT=id [NOTE=text]
	@$(PY) -m data.build.snapshots publish "$$SNAPSHOT" --note "$$NOTE"

backup: environment ## Write all snapshots into one file: TO=file.tar
	@test -n "$$TO" || { echo "Say where to: make backup TO=file.tar"; exit 2; }
	@$(PY) -m data.backup --to "$$TO"

restore: environment ## Bring the snapshots of a backup back: FROM=file.tar
	@test -n "$$FROM" || { echo "Say what from: make restore FROM=file.tar"; exit 2; }
	@$(PY) -m data.backup --from "$$FROM"

bench: environment-dev ## Measure speed (ARGS= for the benchmark)
	$(PY) -m bench $(ARGS)

clean: ## Remove .venv, build and caches; published data in data/snapshots stay
	rm -rf .venv build test-results .pytest_cache .hypothesis .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@$(PYTHON) scripts/environment.py requirements.txt

environment-dev:
	@$(PYTHON) scripts/environment.py requirements-dev.txt
