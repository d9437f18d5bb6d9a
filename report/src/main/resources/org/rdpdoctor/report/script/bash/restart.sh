# restart_unit NAME BEFORE: if something was changed since BEFORE, or there is nothing else to do.
restart_unit() {
  if [ "$2" = always ] || [ "$changed" -gt "$2" ]; then
    wants_restart "$1"
    if [ "$dry" = no ] && [ -n "$run" ]; then note restart "$1" -; fi
  fi
}
