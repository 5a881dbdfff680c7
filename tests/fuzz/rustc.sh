#!/bin/sh
# Cargo's wrapper for the workspace's own crates while fuzzing (RUSTC_WORKSPACE_WRAPPER): what cargo-fuzz
# passes with `--sanitizer none`, optimised, with the checks of a debug build. Each crate is one unit, so that
# more is inlined before it is counted: half the time. What we depend on is taken as the tests build it, so
# that a smoke run compiles two crates and not two hundred.
rustc=$1
shift
exec "$rustc" "$@" \
    -Copt-level=3 -Ccodegen-units=1 -Cdebug-assertions=on -Coverflow-checks=on \
    -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Cllvm-args=-simplifycfg-branch-fold-threshold=0
