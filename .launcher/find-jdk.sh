# shellcheck shell=sh
# Finds a JDK that is new enough. Sourced by rdpdoctor, verify and the scripts in bench/.
#
# find_jdk [MEMO] sets jdk_home and jdk_version (such as 25.0.3+9-LTS), or fails.
# MEMO is a file that remembers the answer, so that the next start does not have to search.
# missing_jdk prints the one line to show when it fails.

jdk_wanted=25

# Sets found_version and found_major of the JDK in folder $1; fails when there is none.
# The `release` file is read rather than `java -version` run: that would cost a JVM start.
read_jdk() {
  found_version='' found_major=''
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  jdk_plain='' jdk_full=''
  if [ -r "$1/release" ]; then
    while IFS='=' read -r jdk_key jdk_value || [ -n "$jdk_key" ]; do
      jdk_value=${jdk_value#\"} jdk_value=${jdk_value%\"}
      case $jdk_key in
        JAVA_VERSION) jdk_plain=$jdk_value ;;
        JAVA_RUNTIME_VERSION) jdk_full=$jdk_value ;;
      esac
    done <"$1/release"
  fi
  if [ -z "$jdk_plain" ]; then # some distributions ship no release file
    jdk_plain=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  found_major=${jdk_plain%%[!0-9]*}
  found_version=${jdk_full:-$jdk_plain}
  [ -n "$found_major" ]
}

# Takes folder $1 if it holds a JDK that is new enough.
take_jdk() {
  read_jdk "$1" || return 1
  if [ "$found_major" -lt "$jdk_wanted" ]; then
    jdk_too_old="$found_major in $1"
    return 1
  fi
  jdk_home=$1 jdk_version=$found_version
}

# The java programs on PATH, each followed to the folder it really lives in.
jdk_on_path() {
  jdk_ifs=$IFS IFS=:
  set -f
  # shellcheck disable=SC2086 # split at the colons, on purpose
  set -- $PATH
  set +f
  IFS=$jdk_ifs
  for jdk_dir; do
    jdk_java=${jdk_dir:-.}/java
    [ -x "$jdk_java" ] || continue
    while [ -h "$jdk_java" ]; do
      jdk_link=$(readlink "$jdk_java")
      case $jdk_link in
        /*) jdk_java=$jdk_link ;;
        *) jdk_java=${jdk_java%/*}/$jdk_link ;;
      esac
    done
    jdk_candidate=${jdk_java%/bin/java}
    # On macOS /usr/bin/java is no Java: it opens a window that offers to install one.
    if [ "$jdk_candidate" != /usr ] && [ "$jdk_candidate" != "$jdk_java" ]; then
      take_jdk "$jdk_candidate" && return 0
    fi
  done
  return 1
}

# The folders where installers put JDKs. Of several the lowest version that is new enough wins:
# it is the one rdpdoctor is tested with.
jdk_in_usual_folders() {
  jdk_best='' jdk_best_major='' jdk_best_version=''
  for jdk_candidate in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/openjdk* /usr/local/*jdk* \
    /usr/local/lib/jvm/* /opt/* /opt/java/* /opt/jdk/* /snap/openjdk/current/jdk \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.gradle/jdks/* \
    "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*; do
    read_jdk "$jdk_candidate" || continue
    if [ "$found_major" -lt "$jdk_wanted" ]; then
      jdk_too_old="$found_major in $jdk_candidate"
    elif [ -z "$jdk_best" ] || [ "$found_major" -lt "$jdk_best_major" ]; then
      jdk_best=$jdk_candidate jdk_best_major=$found_major jdk_best_version=$found_version
    fi
  done
  [ -n "$jdk_best" ] || return 1
  jdk_home=$jdk_best jdk_version=$jdk_best_version
}

search_jdk() {
  if [ -n "${RDPDOCTOR_JAVA_HOME:-}" ]; then
    take_jdk "$RDPDOCTOR_JAVA_HOME" && return 0
    echo "rdpdoctor: no JDK $jdk_wanted or newer in RDPDOCTOR_JAVA_HOME ($RDPDOCTOR_JAVA_HOME); looking elsewhere" >&2
  fi
  if [ -n "${JAVA_HOME:-}" ]; then
    take_jdk "$JAVA_HOME" && return 0
  fi
  jdk_on_path || jdk_in_usual_folders
}

find_jdk() {
  jdk_home='' jdk_version='' jdk_too_old=''
  jdk_question="${RDPDOCTOR_JAVA_HOME:-}|${JAVA_HOME:-}|${PATH:-}"
  if [ -n "${1:-}" ] && remembered_jdk "$1"; then
    return 0
  fi
  search_jdk || return 1
  if [ -n "${1:-}" ]; then
    { printf '%s\n' "$jdk_question" "$jdk_home" "$jdk_version" >"$1"; } 2>/dev/null || :
  fi
}

# The answer in file $1, if the question is still the same and the JDK still there.
remembered_jdk() {
  [ -r "$1" ] || return 1
  { read -r jdk_asked && read -r jdk_home && read -r jdk_version; } <"$1" || return 1
  [ "$jdk_asked" = "$jdk_question" ] || return 1
  if [ -r "$jdk_home/release" ]; then
    take_jdk "$jdk_home"
  else
    [ -x "$jdk_home/bin/java" ]
  fi
}

missing_jdk() {
  if [ -d /Library/Java ]; then
    jdk_install='brew install openjdk@25'
  elif [ -x /usr/bin/apt-get ]; then
    jdk_install='apt-get install openjdk-25-jdk-headless, or Temurin 25 from https://adoptium.net where that package does not exist'
  elif [ -x /usr/bin/dnf ]; then
    jdk_install='dnf install java-25-openjdk-devel'
  elif [ -x /usr/bin/zypper ]; then
    jdk_install='zypper install java-25-openjdk-devel'
  elif [ -x /sbin/apk ]; then
    jdk_install='apk add openjdk25'
  elif [ -x /usr/bin/pacman ]; then
    jdk_install='pacman -S jdk-openjdk'
  else
    jdk_install='Temurin 25 from https://adoptium.net'
  fi
  echo "rdpdoctor: needs JDK $jdk_wanted or newer${jdk_too_old:+ (found only $jdk_too_old)}. Install it ($jdk_install) or let RDPDOCTOR_JAVA_HOME point to one." >&2
}
