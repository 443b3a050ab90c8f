# Every command that a person or CI needs. ARGS reaches the tool: make test ARGS="-k handover", make demo ARGS="--help"

PYTHON   := .venv/bin/python
PACKAGES := shared $(wildcard services/*) sandbox
CODE     := $(PACKAGES) $(wildcard benchmarks tests)
ARGS     :=

.DEFAULT_GOAL := help
.PHONY: help .venv demo test lint types format bench generate lock clean

help:  ## show these lines
	@sed -n 's/^\([.a-z][.a-z-]*\):.*## \(.*\)/\1 \2/p' Makefile | while read -r target text; do printf '%-10s %s\n' "$$target" "$$text"; done

demo: .venv  ## start Kafka, Postgres and the five services, and play a country
	@.venv/bin/samspil demo $(ARGS)

test: lint types  ## check everything; the tests run on real Kafka and Postgres too
	@$(PYTHON) -m pytest $(ARGS)

lint: .venv  ## ruff and the import contracts
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --quiet --check --diff
	@.venv/bin/lint-imports --no-logo

types: .venv  ## mypy, strict, over the whole tree
	@.venv/bin/mypy $(CODE)

format: .venv  ## let ruff write what it can
	@.venv/bin/ruff check --quiet --fix
	@.venv/bin/ruff format --quiet

bench: .venv .venv-quix/locked  ## measure ours against the usual service, the bare batch path and Quix Streams
	@$(PYTHON) -m benchmarks $(ARGS)

generate: .venv  ## write schemas, examples and documents again from the event catalogue
	@.venv/bin/samspil generate

.venv: .venv/installed  ## make or update the Python environment (does nothing when it is up to date)

.venv/locked .venv-quix/locked:
	@requirements/new-venv $(@D)
	@echo "installing what $< lists (the first time it takes a minute or two)"
	@$(@D)/bin/python -m pip install --quiet --require-hashes -r $<
	@touch $@
.venv/locked: requirements/samspil.txt
.venv-quix/locked: requirements/quix.txt

.venv/installed: .venv/locked $(PACKAGES:%=%/pyproject.toml)
	@$(PYTHON) -m pip install --quiet --no-deps --no-build-isolation $(PACKAGES:%=--editable ./%)
	@$(PYTHON) -m pip check
	@touch $@

lock: .state/uv/bin/uv  ## resolve requirements/*.in again into hashed locks (the only place where versions change)
	@for name in samspil quix; do \
	  .state/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command 'make lock' --output-file requirements/$$name.txt requirements/$$name.in || exit 1; done

.state/uv/bin/uv:
	@requirements/new-venv .state/uv
	@.state/uv/bin/python -m pip install --quiet uv==0.13.9

clean:  ## remove what make made (environments, caches, state)
	@rm -rf .venv .venv-quix .state .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
