# Every target is a thin alias: of `sixphase`, or of a tool that the lock file brings.
# `make` alone sets up what is missing and runs the study cmt_published from raw data to the finished paper.

PYTHON = $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STUDY ?= cmt_published

.PHONY: run
run: .venv/.ready ## set up what is missing, then run the study to its finished paper
	@$(BIN)/sixphase run $(STUDY)

.PHONY: help
help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18
	@echo "  Another study than cmt_published: make STUDY=its_name"

.PHONY: test
test: .venv/.ready-tests ## set up what is missing, then run the tests
	@$(BIN)/python -m pytest

.PHONY: test-all
test-all: .venv/.ready-tests ## the same with the tests that take several minutes more
	@$(BIN)/python -m pytest -m ""

.PHONY: status
status: .venv/.ready ## show which steps are up to date, and why the others would run
	@$(BIN)/sixphase status $(STUDY)

.PHONY: audit
audit: .venv/.ready ## test the paper's reported figures against each other
	@$(BIN)/sixphase audit $(STUDY)

.PHONY: verify
verify: .venv/.ready ## rebuild the study in a clean folder and compare it with its record
	@$(BIN)/sixphase verify $(STUDY)

.PHONY: lab
lab: .venv/.ready ## open the notebooks in JupyterLab
	@$(BIN)/sixphase lab

.PHONY: lint
lint: .venv/.ready-tests ## check style and types
	@$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy

.PHONY: bench
bench: .venv/.ready run ## measure speeds, each beside a floor
	@$(BIN)/python benchmarks/bench.py

.PHONY: pictures
pictures: .venv/.ready-tests run ## renew the pictures of the documentation
	@cp data_processed/cmt_published/04_theme_development/figures/theme_tree.png docs/pictures/
	@$(BIN)/python docs/pictures/desks.py
	@SIXPHASE_PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/coding/pairs/test_desk_browser.py
	@rm -f docs/pictures/two_coders_*

.PHONY: lock
lock: .venv/.ready ## renew the lock files after a change of pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --fork-strategy fewest --python-version 3.11 \
		--no-header pyproject.toml --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --fork-strategy fewest --python-version 3.11 \
		--no-header --group test --constraints requirements.lock pyproject.toml --output-file tests/requirements.lock

.PHONY: clean
clean: ## remove everything that the program made; what people made stays
	@rm -rf data_processed $(patsubst data_raw/%/study.yml,reports/%,$(wildcard data_raw/*/study.yml))
	@rm -rf _variables.yml reports/staged
	@echo "Removed data_processed and the built papers. The next 'make' makes them again."

# A virtual environment cannot be moved: one that was made in another folder is made anew.
ifneq ($(shell cat .venv/.ready 2>/dev/null),$(CURDIR))
.venv/.ready: moved
endif
.PHONY: moved
moved: ;

.venv/.ready: requirements.lock pyproject.toml install.py
	@test -n "$(PYTHON)" || { echo "Sixphase needs Python 3.11, 3.12 or 3.13; none was found."; exit 1; }
	@$(PYTHON) install.py
	@echo "$(CURDIR)" > $@

.venv/.ready-tests: .venv/.ready tests/requirements.lock
	@.venv/bin/python install.py --tests
	@touch $@
