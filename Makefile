# A thin front to CMake: `make demo` for a first map, `make test` for all checks. Both install what is missing.
.PHONY: all demo test bench coverage format install clean setup setup-test docs
.DEFAULT_GOAL := all
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PREFIX ?= /usr/local

setup:
	@.ci/setup build

setup-test:
	@.ci/setup test

build/%/CMakeCache.txt: | setup
	@cmake --preset $* >/dev/null

all: setup build/release/CMakeCache.txt
	@cmake --build build/release -j$(JOBS) -- --no-print-directory -s

demo: all
	@build/release/lodeway run -o out/demo --overwrite

test: setup-test all build/debug/CMakeCache.txt
	@cmake --build build/debug -j$(JOBS) -- --no-print-directory -s
	@find build/debug -name '*.gcda' -delete
	@ctest --preset debug -j$(JOBS)
	@gcovr -r . --object-directory build/debug --filter src/ --gcov-ignore-parse-errors -s 2>/dev/null | grep -E '^(src|TOTAL|lines|branches)' || true

bench: all
	@cmake --build build/release -j$(JOBS) --target bench -- --no-print-directory -s
	@build/release/lodeway-bench
	@/usr/bin/python3 bench/report.py build/release/lodeway

format:
	@clang-format -i $$(git ls-files '*.c' '*.h')

docs: all
	@for topic in schema columns parameters findings; do build/release/lodeway help $$topic > docs/$$topic.md; done
	@build/release/lodeway validate --format markdown --quiet > docs/calibration.md

install: all
	@cmake --install build/release --prefix "$(PREFIX)"

clean:
	@rm -rf build out
