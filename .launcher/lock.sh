# shellcheck shell=sh
# One build at a time. Sourced by build.sh and verify.
#
# lock FOLDER waits for the lock and takes it; unlock FOLDER gives it back.
# The lock is a folder, because making one is atomic everywhere; inside stands the holder's process id.

lock_patience=1200 # seconds; a whole verify run holds it

lock() {
  lock_waited=0 lock_nameless=0
  until mkdir "$1" 2>/dev/null; do
    lock_holder=$(cat "$1/pid" 2>/dev/null) || lock_holder=''
    if [ -z "$lock_holder" ]; then
      lock_nameless=$((lock_nameless + 1)) # its holder is about to write its id, or died before it could
    else
      lock_nameless=0
    fi
    if [ "$lock_nameless" -gt 5 ] || { [ -n "$lock_holder" ] && ! lock_alive "$lock_holder"; }; then
      lock_take_away "$1" "$lock_holder"
      continue
    fi
    if [ "$lock_waited" -ge "$lock_patience" ]; then
      echo "rdpdoctor: process ${lock_holder:-unknown} has been building for $((lock_waited / 60)) minutes; if it is not, remove $1" >&2
      return 1
    fi
    [ "$lock_waited" -ne 1 ] || echo 'waiting for another build of rdpdoctor …' >&2
    sleep 1
    lock_waited=$((lock_waited + 1))
  done
  echo $$ >"$1/pid"
}

unlock() {
  rm -rf "$1"
}

lock_alive() {
  kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ] || ps -p "$1" >/dev/null 2>&1
}

# Of several that find the same dead lock only one gets to move it; a lock that changed hands
# in between is put back.
lock_take_away() {
  mv "$1" "$1.dead.$$" 2>/dev/null || return 0
  if [ "$(cat "$1.dead.$$/pid" 2>/dev/null)" != "$2" ]; then
    mv "$1.dead.$$" "$1" 2>/dev/null && return 0
  fi
  rm -rf "$1.dead.$$"
}
