# Everything a person or a machine runs here. `make` alone lists it.
PYTHON ?= python3
STAGE ?= dev
ARGS ?=
# Bytecode is kept: without it every start of Python compiles the CDK library anew.
export PYTHONDONTWRITEBYTECODE =
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = 1

BIN := .venv/bin
# The end-to-end tests have a local cloud of their own, so that a running one is not disturbed.
E2E := TESSERA_WEB_PORT=18080 TESSERA_ENGINE_PORT=14566 TESSERA_SMTP_PORT=12525 TESSERA_STATE_DIR=build/e2e

.DEFAULT_GOAL := help
.PHONY: help up down reset status logs clean setup check test test-quick test-web test-e2e bench bench-scale bench-web pictures build synth deploy reindex replay python-version

help: ## List the targets
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

python-version:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or later is needed: install it, or say which one with PYTHON=python3.12"; exit 1; }

up: python-version ## Set up, build, start and fill in the local cloud; a later one does only what changed
	@$(PYTHON) -m localstack up

down: python-version ## Stop the local cloud; tickets stay
	@$(PYTHON) -m localstack down

reset: python-version ## Forget the local cloud's data and start anew
	@$(PYTHON) -m localstack reset

status: python-version ## Say whether the local cloud runs
	@$(PYTHON) -m localstack status

logs: ## Follow the logs of the local cloud
	@tail -n 40 -F $${TESSERA_STATE_DIR:-.state}/logs/*.log

clean: down ## Remove what set-up and builds made; the local cloud's data stays
	rm -rf build cdk.out .venv localstack/.venv node_modules web/node_modules web/apps/*/dist web/packages/*/dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

setup: python-version ## Set up Python and web, without building
	@$(PYTHON) -m localstack setup

check: setup ## Lint, format, types, imports; Python and web
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=layers/core/python $(BIN)/lint-imports
	npm --prefix web run check

test: test-quick test-web test-e2e ## Everything: unit to end to end

test-quick: setup ## All Python tests that need no local cloud
	$(BIN)/python -m tools.build local lambda
	$(BIN)/pytest -m "not e2e and not chaos" -n 2 --dist loadgroup

test-web: setup ## The web's unit tests
	npm --prefix web test

# Three at a time, also on two cores: they wait for mail and for time as long as they work. On a machine that others use
# a browser can starve: what failed is told, and tried once more by itself. What fails twice is broken. (Also with one
# at a time `loadgroup` is said: a test's group is a part of the name by which it is found again.)
test-e2e: python-version ## End to end on a local cloud of its own, then with its power cut
	@$(PYTHON) -m tools.chromium
	@$(E2E) $(PYTHON) -m localstack reset
	@{ $(E2E) $(BIN)/pytest tests/e2e -n 3 --dist loadgroup || \
	   $(E2E) $(BIN)/pytest tests/e2e --last-failed --last-failed-no-failures none --maxfail 3 -n 1 --dist loadgroup; } && \
	 $(E2E) $(BIN)/pytest tests/chaos; \
	  result=$$?; $(E2E) $(PYTHON) -m localstack down; exit $$result

bench: setup ## What each operation costs: CPU, round trips, capacity units, cold start
	$(BIN)/python -m bench

bench-scale: setup ## The same in organizations of 1,000 to 100,000 tickets; many writers; what it costs in money
	$(BIN)/python -m tools.build lambda
	$(BIN)/python -m bench.scale

bench-web: up ## How quick the workspace is, in Chromium, with 10,000 and 100,000 tickets
	@$(PYTHON) -m tools.chromium
	$(BIN)/python -m bench.web

pictures: up ## The pictures of docs/tour.md, of the local cloud as it is
	@$(PYTHON) -m tools.chromium
	$(BIN)/python -m tools.pictures

build: setup ## What is deployed to AWS: layers, functions, site
	npm --prefix web run build
	$(BIN)/python -m tools.build lambda

synth: build ## The templates for STAGE, checked by cdk-nag
	node_modules/.bin/cdk synth --quiet -c stage=$(STAGE) $(ARGS)

deploy: build ## Deploy STAGE=dev|prod to the AWS account of your credentials (README, Deploy)
	node_modules/.bin/cdk deploy --all -c stage=$(STAGE) $(ARGS)

reindex: ## Make the search index of ORG=<slug> anew while it is used (STAGE=local by default)
	@$(BIN)/python -m tools.reindex --org "$(ORG)" --stage $(if $(filter command line,$(origin STAGE)),$(STAGE),local)

replay: ## Move the dead letters of QUEUE=<function> back into its queue (STAGE=local by default)
	@$(BIN)/python -m tools.replay "$(QUEUE)" --stage $(if $(filter command line,$(origin STAGE)),$(STAGE),local)
