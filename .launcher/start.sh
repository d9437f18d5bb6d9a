# shellcheck shell=sh
# How the program is started. Sourced by rdpdoctor and rehearse.sh, which must agree:
# a start-up cache is only good for the class path and the options it was made with.

# Sets class_path to the jars of the build in $1, always in the same order.
find_class_path() {
  class_path='' newest_jar='' locale_before=${LC_ALL-unset}
  LC_ALL=C # the order of *.jar
  for jar in "$1"/cli/target/rdpdoctor/lib/*.jar; do
    class_path=${class_path:+$class_path:}$jar
    # shellcheck disable=SC3013 # every sh in use knows -nt, and POSIX does since 2024
    [ -z "$newest_jar" ] || [ "$jar" -nt "$newest_jar" ] || continue
    newest_jar=$jar
  done
  if [ "$locale_before" = unset ]; then unset LC_ALL; else LC_ALL=$locale_before; fi
}

# A short-lived program on a small heap. What the machine itself has to say goes to the error
# output and only when it is serious: the output may be JSON. A cache that does not fit is not serious.
# shellcheck disable=SC2034 # used by those who source this
jvm_options='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Xss512k --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr'
