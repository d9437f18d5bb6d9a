#!/bin/sh
# Makes the start-up cache (JEP 483, 514): the program runs its usual commands once, and what the
# JVM loaded and linked for that is kept. rehearse.sh HOME JDK_HOME JDK_VERSION
# When it does not work, rdpdoctor is slower to start and nothing else: so never a word, never a failure.
set -u

home=$1 jdk_home=$2 jdk_version=$3
state=$home/.rdpdoctor
cache=$state/start-$jdk_version.aot
. "$home/.launcher/start.sh"

# Somebody else may be at it, or have been killed at it some minutes ago.
if [ -n "$(find "$cache.making" -prune -mmin +5 2>/dev/null)" ]; then rm -rf "$cache.making"; fi
mkdir "$cache.making" 2>/dev/null || exit 0
: >"$cache.making/begun"
trap 'rm -rf "$cache.making"' EXIT
trap 'exit 0' INT TERM HUP

"$jdk_home/bin/java" "$home/.launcher/Repack.java" "$home/cli/target/rdpdoctor/lib" >"$cache.making/log" 2>&1
find_class_path "$home"
# As if on a terminal: the ladder that moves is the larger part of what is shown.
RDPDOCTOR_TERMINAL=yes
export RDPDOCTOR_TERMINAL
# shellcheck disable=SC2086 # the options are words
"$jdk_home/bin/java" $jvm_options "-XX:AOTCacheOutput=$cache.making/aot" -cp "$class_path" \
  org.rdpdoctor.cli.Rehearsal >>"$cache.making/log" 2>&1 </dev/null
# shellcheck disable=SC3013
if [ "$state/built" -nt "$cache.making/begun" ]; then
  exit 0 # built anew meanwhile: this was the rehearsal of the old program
elif [ -s "$cache.making/aot" ]; then
  mv -f "$cache.making/aot" "$cache"
else
  : >"$cache" # empty: tried in vain, not to be tried again for this build
fi
