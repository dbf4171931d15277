# Everything starts here and needs only Python 3.11 or newer; bin/ prepares the rest.
MAKEFLAGS += --no-print-directory
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
# The distribution's first: it is built with profiles, which pyenv leaves out unless asked, and
# serves a page with a fifth less CPU. One that can make an environment before one that cannot.
CANDIDATES = /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for needed in 'import ensurepip;' ''; do for python in $(CANDIDATES); do \
	$$python -c "$$needed $(NEW_ENOUGH)" >/dev/null 2>&1 && echo $$python && exit; done; done)
START = @test -n "$(PYTHON)" || { echo "Fairway: Python 3.11 or newer is needed." >&2; exit 1; }

.PHONY: run test test-deep format bench stack-test
.DEFAULT_GOAL := run

run:
	$(START)
	@exec $(PYTHON) -m bin run

test:
	$(START)
	@exec $(PYTHON) -m bin test

# With every cell of the matrix of pages, methods and people, and all rounds of each race: too
# long for every change.
test-deep:
	$(START)
	@FAIRWAY_DEEP=1 exec $(PYTHON) -m bin test

format:
	$(START)
	@exec $(PYTHON) -m bin format

stack-test:
	$(START)
	@exec $(PYTHON) -m bin stack-test

# SIZE=S|M|L; ARGS="--against earlier.json --only board" (bench/__main__.py).
bench:
	$(START)
	@exec $(PYTHON) -m bin bench --size $(or $(SIZE),M) $(ARGS)
