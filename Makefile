# Every task of the house; CMakePresets.json holds what the builds are. Quick when nothing changed.
.DEFAULT_GOAL := help
.PHONY: help setup build release test dashboard demo lint fmt bench fuzz sim asan tsan package \
  package-test clean

JOBS ?= 2
SEEDS ?= 2000
FIRST ?= 1
SECONDS ?= 60
TARGET ?= all

export UBSAN_OPTIONS := print_stacktrace=1

SOURCES = $(shell find src tests bench fuzz -name '*.[ch]pp')
FUZZERS = $(basename $(notdir $(wildcard fuzz/*_fuzzer.cpp)))
CTEST = ctest -j$(JOBS) --output-on-failure --no-tests=error
# Under a sanitizer a seed takes many times as long, and the plain build has run them all.
SANITIZED_SEEDS = 100

# Once configured, a build finds by itself when it must be configured anew.
build/%/build.ninja: CMakePresets.json | setup
	cmake --preset $*
	@touch $@

help: ## What there is to do
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 21

setup: ## Install the Debian packages that everything below needs
	@tools/setup

build: build/dev/build.ninja ## Build everything for development
	cmake --build build/dev -j$(JOBS)

release: build/release/build.ninja ## Build bin/fettle as it is shipped
	cmake --build build/release -j$(JOBS) --target fettle

test: build ## All tests, then those below the service again under ASan and UBSan
	$(CTEST) --test-dir build/dev
	$(MAKE) --no-print-directory asan TARGET=sanitized_tests CHOSEN='-L sanitized'

dashboard: build ## Of all tests those of the dashboard: its own, its sizes, in a browser
	$(CTEST) --test-dir build/dev -L dashboard

asan: build/asan/build.ninja ## All tests under AddressSanitizer and UBSan
	cmake --build build/asan -j$(JOBS) --target $(TARGET)
	FETTLE_SIM_SEEDS=$(SANITIZED_SEEDS) $(CTEST) --test-dir build/asan $(CHOSEN)

tsan: build/tsan/build.ninja ## All tests under ThreadSanitizer
	cmake --build build/tsan -j$(JOBS)
	FETTLE_SIM_SEEDS=$(SANITIZED_SEEDS) $(CTEST) --test-dir build/tsan

sim: build/release/build.ninja ## The simulator: make sim SEEDS=5000 FIRST=1
	cmake --build build/release -j$(JOBS) --target sim_test
	FETTLE_SIM_SEEDS=$(SEEDS) FETTLE_SIM_FIRST=$(FIRST) build/release/bin/sim_test

fuzz: build/fuzz/build.ninja ## Every fuzzer, from its corpus: make fuzz SECONDS=60
	cmake --build build/fuzz -j$(JOBS) --target $(FUZZERS)
	@for name in $(FUZZERS:_fuzzer=); do tools/fuzz $$name $(SECONDS) || exit 1; done

bench: build/release/build.ninja ## Every measurement, beside the peers' where there are any
	@tools/setup bench
	cmake --build build/release -j$(JOBS)
	@tools/bench build/release

demo: release ## A fleet of three on this machine, and one plan carried out on it
	build/release/bin/fettle demo

package: release ## The Debian package and the tarball, in build/package
	@tools/setup package
	@packaging/build build/release build/package

package-test: release ## The package in a clean Debian tree: started, upgraded (as root)
	@tools/setup package
	@rm -rf build/package build/package-before
	@packaging/build build/release build/package-before 0.0.1 >/dev/null
	@packaging/build build/release build/package
	packaging/package_test.py build/package/fettle_*.deb build/package-before/fettle_*.deb

lint: setup ## The rules of the house, the format, clang-tidy (minutes at first)
	tools/tidy.py
	@clang-format-19 --dry-run -Werror $(SOURCES)
	@tools/lint $(JOBS)

fmt: setup ## Format every source
	@clang-format-19 -i $(SOURCES)

clean: ## Remove everything that was built
	rm -rf build
