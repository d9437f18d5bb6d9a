# unit NAME: it must run, and start with the machine.
unit() {
  local enabled active
  command -v systemctl >/dev/null || { hand "start $1: there is no systemctl on this machine"; return; }
  enabled=$(systemctl is-enabled -- "$1" 2>/dev/null || true)
  active=$(systemctl is-active -- "$1" 2>/dev/null || true)
  case $enabled in
    '' | not-found) fail "there is no unit $1: is it installed?" ;;
    masked*) hand "somebody masked $1 so that it cannot start: find out why, then systemctl unmask $1"; return ;;
  esac
  if [ "$active" = active ] && [ "$enabled" != disabled ]; then already "$1 runs and starts with the machine"; return; fi
  would "start $1 and let it start with the machine (it is $active, $enabled)"
  changed=$((changed + 1))
  [ "$dry" = no ] || return 0
  note unit "$1" "$enabled/$active"
  if [ "$enabled" = disabled ]; then systemctl enable --quiet -- "$1"; fi
  if [ "$active" != active ]; then systemctl start -- "$1"; fi
}
