# Two commands do everything: `make demo` (a film from an example) and `make test` (the whole gate).
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test messages clean

demo: .venv/core
	@$(BIN)/previz make examples/une-lettre.fountain

test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

# After changing a message: gather them all, translate what is new in the .po, and run it again.
messages: .venv/dev
	@mkdir -p build
	$(BIN)/pybabel -q extract --no-location --sort-output -k _ -k marked -o build/previz.pot previz screenplay storyboard audio
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete -D previz -l fr -i build/previz.pot -d previz/locale
	$(BIN)/pybabel -q compile -d previz/locale -D previz

.venv/core: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet -e .
	@touch $@

.venv/dev: .venv/core constraints.txt
	$(BIN)/pip install --quiet -c constraints.txt -e '.[all,dev]'
	@touch $@

clean:
	rm -rf .venv build *.egg-info examples/*.previz examples/*.mp4
