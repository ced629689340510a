# Each command prepares what it needs in .venv first, and again only when a requirements file has changed.
#   make run         the app on http://127.0.0.1:8501, with the demo cohort (make run PORT=9000 for another port)
#   make test        every test, those in a browser included
#   make check       style, types, layers, architecture
#   make fix         mends what can be mended
#   make benchmark   how long things take, for small and large cohorts

PORT ?= 8501
python := .venv/bin/python
ready_to_run := .venv/.ready-to-run
ready_to_test := .venv/.ready-to-test

.PHONY: run test check fix benchmark

run: $(ready_to_run)
	$(python) -m streamlit run streamlit_app.py --server.address 127.0.0.1 --server.port $(PORT)

# Where CI is set, a missing browser fails the browser's tests instead of skipping them.
test: $(ready_to_test)
	$(python) -m tests.browser.chromium
	$(if $(CI),BROWSER_TESTS=required )$(python) -m pytest -n auto --maxprocesses 4 --dist loadfile

check: $(ready_to_test)
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	.venv/bin/lint-imports
	$(python) -m pytest -q tests/test_architecture.py

fix: $(ready_to_test)
	-$(python) -m ruff check --fix .
	$(python) -m ruff format .

benchmark: $(ready_to_run)
	$(python) -m benchmarks

$(ready_to_run): requirements.txt constraints.txt
	sh tools/environment.sh requirements.txt
	touch $@

$(ready_to_test): requirements.txt requirements-dev.txt constraints.txt
	sh tools/environment.sh requirements-dev.txt
	touch $@ $(ready_to_run)
