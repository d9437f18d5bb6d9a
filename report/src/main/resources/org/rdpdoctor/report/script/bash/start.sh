set -euo pipefail
export LC_ALL=C
umask 077

dry=no restart=no undo=no here=no config=/etc/xrdp saved=''
changed=0 kept=0 by_hand=0 run='' count=0
pending=()

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "stopped: $*" >&2; exit 1; }
would() { if [ "$dry" = yes ]; then say "  would: $*"; else say "  $*"; fi; }
already() { kept=$((kept + 1)); say "  already: $*"; }
hand() { by_hand=$((by_hand + 1)); say "  by hand: $*"; }

usage() {
  say "Usage: ${0##*/} [--dry-run] [--restart] [--undo] [--here] [--config DIR] [--saved DIR]"
  say '  --dry-run     say what would be changed, and change nothing'
  say '  --restart     also restart what has to be restarted; that ends its sessions'
  say '  --undo        take back what this script changed'
  say '  --here        this is the right machine, although it has another name'
  say '  --config DIR  where xrdp.ini is, instead of /etc/xrdp'
  say '  --saved DIR   where old values are kept, instead of beside this script'
}

# Words of the command line.
read_words() {
  while [ $# -gt 0 ]; do
    case $1 in
      --dry-run) dry=yes ;;
      --restart) restart=yes ;;
      --undo) undo=yes ;;
      --here) here=yes ;;
      --config | --saved)
        [ $# -gt 1 ] || { usage >&2; exit 64; }
        if [ "$1" = --config ]; then config=$2; else saved=$2; fi
        shift
        ;;
      -h | --help) usage; exit 0 ;;
      *) usage >&2; exit 64 ;;
    esac
    shift
  done
  config=$(cd -- "$config" 2>/dev/null && pwd) || fail 'there is no folder with the files of xrdp: --config DIR'
  if [ -z "$saved" ]; then
    [ -f "$0" ] || fail 'save this script as a file first: old values are kept beside it'
    saved=${0%.sh}
    saved=${saved%.undo}.saved
  fi
}

# The right system, the right machine, and the rights to change it.
check_place() {
  [ "$(uname -s)" = Linux ] || fail 'this script is for Linux'
  if [ "$dry" = no ] && [ "$(id -u)" -ne 0 ]; then
    fail "this needs root: sudo $0"
  fi
  if [ "$here" = no ] && [ -n "$target" ] && ! is_here; then
    fail "this script was made for $target, and this is $(uname -n): add --here if that is the same machine"
  fi
}

is_here() {
  local name address own
  for name in localhost "$(uname -n)" "$(hostname -f 2>/dev/null || true)"; do
    [ "${name,,}" != "${target,,}" ] || return 0
  done
  own=" 127.0.0.1 ::1 $(hostname -I 2>/dev/null || true) "
  for address in "$target" $(getent ahosts -- "$target" 2>/dev/null | cut -d ' ' -f 1 || true); do
    case $own in *" $address "*) return 0 ;; esac
    case $address in 127.*) return 0 ;; esac
  done
  return 1
}

# Old values are kept in a folder of this run; its journal says what to take back, in order.
begin_saving() {
  [ -z "$run" ] || return 0
  local name
  name=$(date -u +%Y%m%dT%H%M%SZ)
  mkdir -p -- "$saved"
  run=$saved/$name
  while ! mkdir -- "$run" 2>/dev/null; do
    [ -e "$run" ] || fail "cannot write into $saved"
    run=${run}x
  done
  : >"$run/journal"
}

note() {
  begin_saving
  printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$run/journal"
}

# save_file PATH: keeps the file, or the link, as it is now.
save_file() {
  begin_saving
  case $1 in *[[:cntrl:]]*) fail 'the name of a file has a control character' ;; esac
  if [ -e "$1" ] || [ -L "$1" ]; then
    count=$((count + 1))
    cp -a -P -- "$1" "$run/$count"
    note file "$1" "$count"
  else
    note absent "$1" -
  fi
}

sum_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

# Units that have to be restarted are remembered until they are.
wants_restart() {
  local unit
  for unit in "${pending[@]-}"; do
    [ "$unit" != "$1" ] || return 0
  done
  pending+=("$1")
}

restart_now() {
  local unit file=$saved/restart-pending
  if [ "$dry" = no ] && [ -f "$file" ]; then
    while read -r unit; do wants_restart "$unit"; done <"$file"
  fi
  [ "${#pending[@]}" -gt 0 ] || return 0
  for unit in "${pending[@]}"; do
    if [ "$restart" = no ]; then
      say "restart $unit for it to count (this ends its sessions): --restart, or systemctl restart $unit"
    elif [ "$dry" = yes ]; then
      say "  would: restart $unit"
    else
      say "restarting $unit"
      systemctl restart -- "$unit"
    fi
  done
  [ "$dry" = no ] || return 0
  if [ "$restart" = yes ]; then
    rm -f -- "$file"
  else
    mkdir -p -- "$saved"
    printf '%s\n' "${pending[@]}" >"$file"
  fi
}
