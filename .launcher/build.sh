#!/bin/sh
# Builds rdpdoctor without running its tests, and prepares its quick start.
# build.sh HOME JDK_HOME JDK_VERSION; called by rdpdoctor when there is no build or the sources changed.
set -u

home=$1 jdk_home=$2 jdk_version=$3
state=$home/.rdpdoctor
log=$state/build.log
. "$home/.launcher/lock.sh"
. "$home/.launcher/sources.sh"

if ! mkdir -p "$state" 2>/dev/null || ! [ -w "$state" ]; then
  echo "rdpdoctor: has to be built, but $home cannot be written to" >&2
  exit 69
fi
if ! command -v mvn >/dev/null 2>&1; then
  case $(uname -s) in
    Darwin) install='brew install maven' ;;
    *) install='for example: apt-get install maven, or dnf install maven' ;;
  esac
  echo "rdpdoctor: has to be built once, which needs Maven 3.8 or newer on the PATH. Install it ($install)." >&2
  exit 69
fi

maven() {
  (cd "$home" && JAVA_HOME=$jdk_home exec mvn -B -q -Dmaven.test.skip=true "$@" package) >"$log" 2>&1 </dev/null
}

lock "$state/lock" || exit 69
trap 'unlock "$state/lock"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

sources_changed "$home" || exit 0 # somebody else built it while this one waited

if [ -d "$home/cli/target/rdpdoctor/lib" ]; then
  echo 'building rdpdoctor (its sources changed) …' >&2
else
  echo 'building rdpdoctor (first run) …' >&2
fi
: >"$state/building" # older than anything that is edited from now on
rm -rf "$home/cli/target/rdpdoctor" # so that no jar of an earlier build stays on the class path

# Without the network first: quick, and enough on all runs but the very first.
if ! maven -o; then
  if ! grep -qi offline "$log" || ! maven; then
    sed -n -e '/To see the full stack trace/q' -e '/^\[ERROR\] [^-]/p' "$log" | head -n 40 >&2
    echo "rdpdoctor: could not be built; the whole log is in $log" >&2
    exit 69
  fi
fi
mv "$state/building" "$state/built"
sh "$home/.launcher/rehearse.sh" "$home" "$jdk_home" "$jdk_version"
