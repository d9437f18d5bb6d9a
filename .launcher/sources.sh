# shellcheck shell=sh
# Tells whether there is anything to build. Sourced by rdpdoctor and build.sh.

# Folders are looked at as well as files: a file that was removed leaves its folder newer.
sources_changed() {
  [ -f "$1/.rdpdoctor/built" ] && [ -d "$1/cli/target/rdpdoctor/lib" ] || return 0
  [ -n "$(cd "$1" && find ./pom.xml ./.mvn ./knowledge ./*/pom.xml ./*/src/main -newer .rdpdoctor/built 2>/dev/null)" ]
}
