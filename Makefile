# The two commands are `make demo` and `make test`; the rest is for those who work on dragoman.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check docs bench accuracy clean

# Reinstalled only when the packaging changes: an editable install follows the sources by itself.
.venv/.installed: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing dragoman into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.installed-test: .venv/.installed
	@echo "Installing what the tests and checks need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	@touch $@

demo: .venv/.installed
	@$(BIN)/dragoman demo $(if $(filter 0,$(SERVE)),--no-serve)

test: .venv/.installed-test
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: .venv/.installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/house

.venv/.installed-docs: .venv/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@

docs: .venv/.installed-docs
	@$(BIN)/mkdocs build --strict --quiet
	@echo "The documentation is in build/site; to search in it: $(PYTHON) -m http.server --directory build/site"

accuracy: .venv/.installed-test
	$(BIN)/python -m benchmarks.accuracy

bench: .venv/.installed-test
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv build dist
