# From a clean clone of Debian 12: "make run" builds Waymark and serves it on a demo country; "make test" tests everything.
# What is missing on the machine is installed first (tools/install, tools/packages.txt).
.DEFAULT_GOAL := help
.PHONY: help run install test test-faults test-failover lint format bench bench-check load build-bench sanitize fuzz clean
.SILENT:
MAKEFLAGS += --no-print-directory

port ?= 8080
data ?= data
jobs ?= $(shell nproc)
program := build/release/src/cli/waymark

# Folders are inputs too: their time changes when a file in them comes or goes.
parts := src ui db profiles instruments demo maps cmake
inputs := CMakeLists.txt CMakePresets.json package.json package-lock.json tools/packages.txt \
          $(shell find $(wildcard $(parts)) \( -type f -o -type d \) ! -name '*_test.cpp' 2>/dev/null)

help:
	echo "make run       build Waymark and serve the demo country on http://127.0.0.1:$(port)/ (port=N data=DIR to change)"
	echo "make install   put the program and its service on this machine (PREFIX=/usr/local DESTDIR=)"
	echo "make test      unit tests on SQLite and PostgreSQL, the program as a process, then journeys in a browser"
	echo "make test-faults  200 kills on each database, full disks, a database that goes away, hostile clients (rounds=N)"
	echo "make test-failover  two PostgreSQL nodes and two servers: the primary is killed while people write"
	echo "make lint      layers, style, words, documents, formatting, static analysis"
	echo "make format    write the formatting that make lint asks for"
	echo "make bench     measure what must be fast, in countries of 1,000 and 100,000 cases (cases=N,M to change)"
	echo "make bench-check  count instructions and compare them with those that are kept"
	echo "make load      200 simulated workers for two minutes (workers=N load_seconds=N load_cases=N to change)"
	echo "make sanitize  unit tests under AddressSanitizer and UndefinedBehaviorSanitizer"
	echo "make fuzz      twenty seconds of each fuzzer (seconds=N to change)"
	echo "make clean     remove what was built; the data directory stays"

run: build/release/.built
	[ -e $(data) ] || $(program) demo --data $(data)
	exec $(program) serve --data $(data) --port $(port)

build/release/.built: $(inputs)
	tools/install run
	mkdir -p build
	cmake --preset release >build/release.configure.log 2>&1 || { cat build/release.configure.log; exit 1; }
	ninja -C build/release -j $(jobs) waymark
	touch $@

PREFIX ?= /usr/local
unit_folder := $(DESTDIR)$(PREFIX)/lib/systemd/system
install: build/release/.built
	install -D -m 0755 $(program) $(DESTDIR)$(PREFIX)/bin/waymark
	install -D -m 0644 packaging/systemd/waymark.service $(unit_folder)/waymark.service
	sed -i 's|/usr/local|$(PREFIX)|g' $(unit_folder)/waymark.service
	install -D -m 0644 packaging/systemd/waymark.sysusers.conf $(DESTDIR)$(PREFIX)/lib/sysusers.d/waymark.conf
	install -D -m 0644 packaging/systemd/waymark.tmpfiles.conf $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/waymark.conf
	install -D -m 0644 -t $(DESTDIR)$(PREFIX)/share/waymark packaging/prometheus/waymark.yml packaging/prometheus/waymark.rules.yml

test:
	tools/install run test
	mkdir -p build
	cmake --preset debug >build/debug.configure.log || { cat build/debug.configure.log; exit 1; }
	ninja -C build/debug -j $(jobs)
	tools/with_postgres ctest --test-dir build/debug -j $(jobs) --output-on-failure --no-tests=error
	tools/with_postgres tools/run_program_tests build/debug/src/cli/waymark
	tools/run_journeys build/debug/src/cli/waymark

rounds ?= 1
test-faults:
	tools/install run test
	mkdir -p build
	cmake --preset debug >build/debug.configure.log || { cat build/debug.configure.log; exit 1; }
	ninja -C build/debug -j $(jobs) waymark
	tools/with_postgres tools/run_fault_tests build/debug/src/cli/waymark $(rounds)

test-failover:
	tools/install run test failover
	mkdir -p build
	cmake --preset debug >build/debug.configure.log || { cat build/debug.configure.log; exit 1; }
	ninja -C build/debug -j $(jobs) waymark
	WAYMARK_PROGRAM=$(CURDIR)/build/debug/src/cli/waymark tools/run_tests_of_node tests/failover/failover.test.mjs

lint:
	tools/install run test lint
	tools/lint

format:
	tools/install lint
	git ls-files '*.cpp' '*.hpp' | xargs clang-format-19 -i

build-bench:
	tools/install run bench
	mkdir -p build
	cmake --preset bench >build/bench.configure.log || { cat build/bench.configure.log; exit 1; }
	ninja -C build/bench -j $(jobs) waymark waymark_bench waymark_survey_bench waymark_survey_rounds_bench waymark_estimation_bench waymark_speed

cases ?= 1000,100000
bench: build-bench
	build/bench/bench/waymark_bench
	build/bench/bench/waymark_survey_bench
	tools/with_postgres build/bench/bench/waymark_survey_rounds_bench
	build/bench/bench/waymark_estimation_bench
	node bench/run_speed.mjs --cases $(cases) --write

bench-check: build-bench
	node bench/check_counts.mjs

workers ?= 200
load_seconds ?= 120
load_cases ?= 100000
load: build-bench
	node bench/load.mjs --workers $(workers) --seconds $(load_seconds) --cases $(load_cases)

sanitize:
	tools/install run test
	mkdir -p build
	cmake --preset sanitizers >build/sanitizers.configure.log || { cat build/sanitizers.configure.log; exit 1; }
	ninja -C build/sanitizers -j $(jobs)
	tools/with_postgres ctest --test-dir build/sanitizers -j $(jobs) --output-on-failure --no-tests=error

seconds ?= 20
fuzz:
	tools/install run fuzz
	mkdir -p build
	cmake --preset fuzz >build/fuzz.configure.log || { cat build/fuzz.configure.log; exit 1; }
	ninja -C build/fuzz -j $(jobs) fuzzers
	tools/run_fuzzers build/fuzz/fuzz $(seconds)

clean:
	rm -rf build node_modules
