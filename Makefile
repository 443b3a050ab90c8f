# Every command a person or CI needs. ARGS reaches the tool: make test ARGS="-k handover", make demo ARGS="--help"

PYTHON   := .venv/bin/python
PACKAGES := shared $(wildcard services/*) sandbox
CODE     := $(PACKAGES) $(wildcard benchmarks tests)
ARGS     :=

.DEFAULT_GOAL := help
.PHONY: help .venv

help:  ## show these lines
	@sed -n 's/^\([.a-z][a-z -]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r target text; do printf '%-10s %s\n' "$$target" "$$text"; done

.venv: .venv/installed  ## make or update the Python environment (does nothing when it is up to date)

.venv/locked: requirements/samspil.txt
	@requirements/new-venv
	@echo "installing what requirements/samspil.txt lists (a minute or two, the first time)"
	@$(PYTHON) -m pip install --quiet --require-hashes -r requirements/samspil.txt
	@touch $@

.venv/installed: .venv/locked $(PACKAGES:%=%/pyproject.toml)
	@$(PYTHON) -m pip install --quiet --no-deps --no-build-isolation $(PACKAGES:%=--editable ./%)
	@$(PYTHON) -m pip check
	@touch $@
