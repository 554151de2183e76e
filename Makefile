# taiyaku: everything starts here. `make` alone says what there is.
#
# Each step leaves a file in .venv/.done when it is whole, so that a step that was interrupted is done again and
# one that was finished is not. Commands run in this folder and name only relative paths: the folder itself may
# be called anything. pip's own settings (PIP_*, pip.conf) hold throughout.

PYTHON ?=
V := .venv/bin/python
DONE := .venv/.done
PIP := $(V) -m pip --disable-pip-version-check install --quiet --quiet --no-user
SHELL := /bin/sh
unexport PYTHONPATH PYTHONHOME
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help bilingual test check model requirements clean

# An environment whose Python has gone (an upgrade, a copy from elsewhere) counts as not made.
GONE := $(shell [ ! -e $(DONE)/venv ] || $(V) -c '' 2>/dev/null || rm -f $(DONE)/venv)

# Install with hashes checked. pip takes a package that it was stopped inside of for installed: hence the mark
# "begun", and everything once more where it is found.
define install
@again=; if [ -e $@.begun ]; then again=--ignore-installed; fi; \
: >$@.begun; \
$(PIP) --require-hashes $$again $(1) && mv $@.begun $@ && touch $@
endef

help:
	@echo 'make bilingual     set up, then examples/miami-davos.ja.txt as a Japanese-English edition in out/'
	@echo 'make test          set up, then every check and test'
	@echo 'make check         style and types only'
	@echo 'make requirements  pin the newest requirements, with hashes (needs the network)'
	@echo 'make clean         remove what the above made here (the model stays: taiyaku models remove)'

bilingual: $(DONE)/project model
	@$(V) -m taiyaku bilingual examples/miami-davos.ja.txt -o out/

test: check model
	@echo 'testing'
	@$(V) -m pytest -q

check: $(DONE)/project $(DONE)/test
	@echo 'checking style and types'
	@$(V) -m ruff check --quiet .
	@$(V) -m ruff format --check --diff --quiet .
	@$(V) -m mypy --no-error-summary

# A Python of 3.11 or newer that can make environments; an environment left half-made is made anew.
$(DONE)/venv:
	@found=; unable=; \
	for name in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python); do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  if "$$name" -c 'import ensurepip, venv' 2>/dev/null; then found=$$name; break; fi; \
	  unable=$${unable:-$$name}; \
	done; \
	if [ -z "$$found" ] && [ -n "$$unable" ]; then \
	  echo "$$unable cannot make environments: install its venv package (python3-venv on Debian and Ubuntu)." >&2; \
	  exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=/path/to/python3." >&2; \
	  exit 1; \
	fi; \
	echo "making .venv with $$("$$found" -c 'import sys; print("Python", sys.version.split()[0])')"; \
	"$$found" -m venv --clear .venv
	@mkdir -p $(DONE)
	@touch $@

$(DONE)/build: requirements/build.txt $(DONE)/venv
	@echo 'installing what building needs'
	$(call install,-r requirements/build.txt)

$(DONE)/run: requirements/run.txt $(DONE)/build
	@echo 'installing what taiyaku needs'
	$(call install,--no-build-isolation -r requirements/run.txt)

$(DONE)/test: requirements/test.txt $(DONE)/build
	@echo 'installing what the tests need'
	$(call install,-r requirements/test.txt)

$(DONE)/project: pyproject.toml $(DONE)/run
	@echo 'installing taiyaku'
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

model: $(DONE)/project
	@echo 'fetching the translation model, unless it is there'
	@$(V) -m taiyaku models install >/dev/null

$(DONE)/tools: $(DONE)/venv
	@$(PIP) 'pip-tools>=7.4'
	@touch $@

requirements: $(DONE)/tools
	@cd requirements && for name in build run test bench; do \
	  echo "pinning $$name"; \
	  CUSTOM_COMPILE_COMMAND='make requirements' ../$(V) -m piptools compile --quiet --upgrade --generate-hashes \
	    --allow-unsafe --strip-extras --no-emit-options --output-file "$$name.txt" "$$name.in" || exit 1; \
	done

clean:
	@rm -rf .venv build out .pytest_cache .mypy_cache .ruff_cache .hypothesis ./*.egg-info
	@find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
