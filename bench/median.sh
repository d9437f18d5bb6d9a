# shellcheck shell=bash
# Sourced by the benchmarks.

# milliseconds COMMAND…: how long it took, by the wall; its output is thrown away.
milliseconds() {
  local started=${EPOCHREALTIME/[.,]/}
  "$@" >/dev/null 2>&1 </dev/null || :
  local ended=${EPOCHREALTIME/[.,]/}
  echo $(((ended - started) / 1000))
}

median() {
  printf '%s\n' "$@" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}
