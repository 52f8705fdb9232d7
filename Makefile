# Strategos. `make help` lists the targets.
#
# One configuration is one folder of objects, so that they stand side by side:
#   make CONFIG=gcc|check|clang|asan|fuzz      (gcc is the release build)
# BUILD=folder builds elsewhere; ROOMS="core rules" builds only some rooms.

VERSION := 0.1.0
CC = gcc
CONFIG ?= gcc
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 60
JOBS ?= 2

# `make deps GOAL..`: what is missing is installed first; then a fresh make
# looks at the machine again, because pkg-config may just have arrived.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
GOALS := $(filter-out deps,$(MAKECMDGOALS))
.NOTPARALLEL:
.PHONY: deps $(GOALS)
deps:
	@sh .ci/deps $(GOALS)
ifneq ($(GOALS),)
$(GOALS): deps
	@$(MAKE) --no-print-directory $@
endif
else

# ---- Configurations --------------------------------------------------------

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
  -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wwrite-strings \
  -Wcast-qual -Wpointer-arith -Wformat=2 -Wvla -Wnull-dereference \
  -Wswitch-enum
RELEASE := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all

OBJ := $(BUILD)/obj-$(CONFIG)
ifeq ($(CONFIG),gcc)
MODE := $(RELEASE)
PROGRAM := $(BUILD)/strategos
LIBRARY := $(BUILD)/libstrategos.a
TESTS := $(BUILD)/tests
else
PROGRAM := $(BUILD)/strategos-$(CONFIG)
LIBRARY := $(OBJ)/libstrategos.a
TESTS := $(OBJ)/tests
endif
ifeq ($(CONFIG),check)
MODE := $(RELEASE) -Werror
endif
ifeq ($(CONFIG),clang)
CC := clang
MODE := $(RELEASE) -Werror
endif
ifeq ($(CONFIG),asan)
MODE := -O1 -g -fno-omit-frame-pointer $(SANITIZE)
endif
ifeq ($(CONFIG),fuzz)
CC := clang
MODE := -O1 -g -fno-omit-frame-pointer $(SANITIZE) -fsanitize=fuzzer-no-link
endif
ifndef MODE
$(error CONFIG is gcc, check, clang, asan or fuzz, not "$(CONFIG)")
endif

# pkg-config is asked when a recipe first needs it, once: this file must parse
# where there is none yet.
once = $(eval $(1) := $(shell $(2)))$($(1))
CURSES_FLAGS = $(call once,CURSES_FLAGS,pkg-config --cflags ncursesw)
ROOM_FLAGS = $(call once,ROOM_FLAGS,pkg-config --cflags libconfig libsodium lua5.4 gmp)
ROOM_LIBS = $(call once,ROOM_LIBS,pkg-config --libs ncursesw libconfig libsodium lua5.4 gmp)
CHECK_LIBS = $(call once,CHECK_LIBS,pkg-config --libs cmocka vterm)
LIBS = $(ROOM_LIBS) -lcadical -lstdc++ -lm -pthread
TEST_LIBS = $(CHECK_LIBS) -lutil $(LIBS)

DATADIR = $(PREFIX)/share/strategos
MANDIR = $(PREFIX)/share/man/man6
COMPLETIONDIR = $(PREFIX)/share/bash-completion/completions
COMPILE := -std=c11 -Isrc $(MODE) $(WARNINGS) $(EXTRA)
POSIX := -D_XOPEN_SOURCE=700
LINK := $(MODE) -Wl,--as-needed -Wl,-z,relro,-z,now

# What one object's room adds. The core is plain C11.
room_flags = $(if $(filter src/core/%,$1),,\
  $(if $(filter src/tui/%,$1),$(CURSES_FLAGS),\
  $(if $(filter tests/%,$1),-Itests -D_GNU_SOURCE,$(POSIX)) $(ROOM_FLAGS)\
  $(if $(filter src/cli/%,$1),-DSTRATEGOS_DATADIR='"$(DATADIR)"' \
  -DSTRATEGOS_VERSION='"$(VERSION)"')))

# ---- What there is to build ------------------------------------------------

ROOMS ?= *
SOURCES := $(sort $(wildcard $(addsuffix /*.c,$(addprefix src/,$(ROOMS)))))
MAIN := $(filter src/cli/main.c,$(SOURCES))
LIB_SOURCES := $(filter-out src/cli/main.c,$(SOURCES))
SUPPORT_SOURCES := $(sort $(wildcard tests/support/*.c))
TEST_SOURCES := $(sort $(wildcard tests/*/test_*.c))
BENCH_SOURCES := $(sort $(wildcard tests/bench/*.c))
FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/fuzz_*.c))
HEADERS := $(sort $(wildcard src/*/*.h) $(wildcard tests/*/*.h))
ALL_C := $(sort $(wildcard src/*/*.c) $(wildcard tests/*/*.c) $(HEADERS))
SCRIPTS := .ci/run .ci/deps $(sort $(wildcard tests/*.sh tests/*/*.sh))

objects = $(patsubst %.c,$(OBJ)/%.o,$1)
LIB_OBJECTS := $(call objects,$(LIB_SOURCES))
SUPPORT := $(OBJ)/libsupport.a
TEST_PROGRAMS := $(patsubst tests/%.c,$(TESTS)/%,$(TEST_SOURCES))
BENCH_PROGRAMS := $(patsubst tests/%.c,$(TESTS)/%,$(BENCH_SOURCES))
REPLAY_PROGRAMS := $(patsubst tests/fuzz/fuzz_%.c,$(TESTS)/fuzz/replay_%,\
  $(FUZZ_SOURCES))
FUZZERS := $(patsubst tests/fuzz/%.c,$(TESTS)/fuzz/%,$(FUZZ_SOURCES))
PO := $(wildcard assets/po/*.po)
LOCALES := $(patsubst assets/po/%.po,\
  $(BUILD)/locale/%/LC_MESSAGES/strategos.mo,$(PO))

# ---- Targets for people ----------------------------------------------------

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all play check test golden certify tests asan bench fuzz install uninstall dist \
  format help deps clean pot locale tidy replays

all: $(if $(MAIN),$(PROGRAM)) $(LIBRARY) locale ## build the game

play: all ## build the game and open it
	@$(PROGRAM)

test: all tests replays ## build and run all tests
	@sh tests/run.sh $(CONFIG) $(BUILD)

check: ## every test and every gate, with gcc and clang
	@sh tests/check.sh $(BUILD) $(JOBS)

GOLDEN := $(filter $(TESTS)/golden/% %/unit/test_level,$(TEST_PROGRAMS))
golden: all $(GOLDEN) ## compare screens and transcripts; ACCEPT=1 accepts
	@bad=0; for t in $(GOLDEN); do XDG_STATE_HOME=$(BUILD)/state \
	  LC_ALL=C.UTF-8 $(if $(ACCEPT),ACCEPT=1 STRATEGOS_ACCEPT=1) $$t || \
	  bad=1; done; exit $$bad

certify: all ## every claim, par and witness of the levels; ACCEPT=1 accepts
	@STRATEGOS_PROGRAM=$(PROGRAM) XDG_STATE_HOME=$(BUILD)/state \
	  LC_ALL=C.UTF-8 $(if $(ACCEPT),ACCEPT=1) sh tests/certify.sh

asan: ## run the tests under ASan and UBSan
	@$(MAKE) --no-print-directory CONFIG=asan test

bench: all $(BENCH_PROGRAMS) ## measure, with Spin beside it where there is one
	@for b in $(BENCH_PROGRAMS); do $$b || exit 1; done
	@sh tests/bench/spin.sh $(PROGRAM) $(CC)

fuzz: ## fuzz each parser for FUZZ_SECONDS=60
	@$(MAKE) --no-print-directory CONFIG=fuzz fuzz-run

install: all ## install to DESTDIR, PREFIX=/usr/local
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(DATADIR)'
	install -m 755 $(PROGRAM) '$(DESTDIR)$(PREFIX)/bin/strategos'
	@for d in levels assets/strategies $(if $(LOCALES),$(BUILD)/locale); do \
	  base=$$(dirname $$d); \
	  (cd "$$base" && find "$$(basename $$d)" -type f) | while read -r f; do \
	    install -D -m 644 "$$base/$$f" "$(DESTDIR)$(DATADIR)/$$f" || exit 1; \
	  done || exit 1; done
	install -d '$(DESTDIR)$(MANDIR)' '$(DESTDIR)$(COMPLETIONDIR)'
	$(PROGRAM) --man >'$(DESTDIR)$(MANDIR)/strategos.6'
	$(PROGRAM) --completion >'$(DESTDIR)$(COMPLETIONDIR)/strategos'

uninstall: ## remove what install wrote
	rm -f '$(DESTDIR)$(PREFIX)/bin/strategos' \
	  '$(DESTDIR)$(MANDIR)/strategos.6' \
	  '$(DESTDIR)$(COMPLETIONDIR)/strategos'
	rm -rf '$(DESTDIR)$(DATADIR)'

dist: ## write a source archive
	@mkdir -p $(BUILD)
	git archive --prefix=strategos-$(VERSION)/ \
	  -o $(BUILD)/strategos-$(VERSION).tar.gz HEAD

format: ## format every C file
	clang-format -i $(ALL_C)

pot: ## refresh the catalogue of sentences to translate
	@sh tests/catalogue.sh refresh

clean: ## remove everything that was built
	rm -rf $(BUILD)

deps: ## install what is missing: `make deps play`, `make deps check`

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

# ---- How things are built --------------------------------------------------

# A stamp changes only when its words do: then what depends on it is rebuilt.
define stamp
@mkdir -p $(@D)
@printf '%s\n' $(1) >$@.new; \
if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
endef
.PHONY: FORCE
$(OBJ)/flags: FORCE
	@pkg-config --exists ncursesw libconfig libsodium || { \
	  echo 'A library is missing. `make deps play` installs what is needed,' \
	    'builds and opens the game.' >&2; exit 1; }
	$(call stamp,'$(subst ','\'',$(CC) $(COMPILE) $(LINK))')
$(OBJ)/flags-cli: FORCE
	$(call stamp,'$(DATADIR) $(VERSION)')
$(OBJ)/list: FORCE
	$(call stamp,'$(LIB_SOURCES)' '$(SUPPORT_SOURCES)')

$(OBJ)/%.o: %.c $(OBJ)/flags
	@mkdir -p $(@D)
	@echo "  $(CC)  $<"
	@$(CC) $(COMPILE) $(call room_flags,$<) -MMD -MP -c -o $@ $<
$(filter $(OBJ)/src/cli/%,$(call objects,$(SOURCES))): $(OBJ)/flags-cli

$(LIBRARY): $(LIB_OBJECTS) $(OBJ)/list
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcs $@ $(LIB_OBJECTS)

$(SUPPORT): $(call objects,$(SUPPORT_SOURCES)) $(OBJ)/list
	@rm -f $@
	@ar rcs $@ $(filter %.o,$^)

$(PROGRAM): $(call objects,$(MAIN)) $(LIBRARY)
	@echo "  link $@"
	@$(CC) $(LINK) -o $@ $^ $(LIBS)

tests: $(TEST_PROGRAMS)
$(TESTS)/%: $(OBJ)/tests/%.o $(SUPPORT) $(LIBRARY)
	@mkdir -p $(@D)
	@$(CC) $(LINK) -o $@ $^ $(TEST_LIBS)

replays: $(REPLAY_PROGRAMS)
$(TESTS)/fuzz/replay_%: $(OBJ)/tests/fuzz/fuzz_%.o $(OBJ)/tests/fuzz/replay.o \
  $(SUPPORT) $(LIBRARY)
	@mkdir -p $(@D)
	@$(CC) $(LINK) -o $@ $^ $(LIBS)

.PHONY: fuzz-run
fuzz-run: $(FUZZERS)
	@sh tests/fuzz/run.sh $(BUILD) $(FUZZ_SECONDS) $(FUZZERS)
$(TESTS)/fuzz/fuzz_%: $(OBJ)/tests/fuzz/fuzz_%.o $(SUPPORT) $(LIBRARY)
	@mkdir -p $(@D)
	@$(CC) $(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# One stamp a file, so that only what changed is read again.
tidy: $(patsubst src/%.c,$(BUILD)/tidy/%.ok,$(SOURCES))
# Two in three of the analyser's steps find nothing more and take long.
TIDY_STEPS := -Xclang -analyzer-config -Xclang max-nodes=75000
$(BUILD)/tidy/%.ok: src/%.c $(filter src/%,$(HEADERS)) .clang-tidy
	@mkdir -p $(@D)
	@clang-tidy --quiet $< -- -std=c11 -Isrc $(call room_flags,$<) \
	  $(TIDY_STEPS) >$@.log 2>&1 || { grep -A2 error: $@.log; exit 1; }
	@touch $@

locale: $(LOCALES)
$(BUILD)/locale/%/LC_MESSAGES/strategos.mo: assets/po/%.po
	@mkdir -p $(@D)
	@if command -v msgfmt >/dev/null; then msgfmt -o $@ $<; \
	else echo "note: without msgfmt (package gettext) only English is built"; fi

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)

endif
