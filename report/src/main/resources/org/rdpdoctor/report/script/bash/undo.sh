# take_back: what the runs before changed, the last one first.
take_back() {
  local folder any=no
  while read -r folder; do
    [ -f "$folder/journal" ] || continue
    any=yes
    say "taking back $folder"
    take_back_run "$folder"
    if [ "$dry" = no ]; then mv -- "$folder" "$folder.undone"; fi
  done < <(find "$saved" -mindepth 1 -maxdepth 1 -type d ! -name '*.undone' 2>/dev/null | sort -r)
  if [ "$any" = no ]; then say "nothing to take back: $saved holds no old values"; fi
}

take_back_run() {
  local folder=$1 what name value skip=''
  local -A shown=() # by file: what a dry run would have put back already
  while IFS=$'\t' read -r what name value; do
    case $what in
      became)
        if [ "${shown[$name]-$(sum_if_there "$name")}" = "$value" ]; then skip=''; else skip=$name; fi
        ;;
      file)
        if [ "$skip" = "$name" ]; then
          hand "$name was changed since and is left alone; its old state is $folder/$value"
        else
          would "put $name back"
          changed=$((changed + 1))
          if [ "$dry" = yes ]; then shown[$name]=$(sum_if_there "$folder/$value"); else put_back "$folder/$value" "$name"; fi
        fi
        ;;
      absent)
        if [ "$skip" = "$name" ]; then
          hand "$name was changed since and is left alone; it was not there before"
        else
          would "delete $name, which was not there"
          changed=$((changed + 1))
          [ "$dry" = yes ] || rm -f -- "$name"
        fi
        ;;
      mode)
        would "give $name its rights back (${value% *}, owner ${value#* })"
        changed=$((changed + 1))
        [ "$dry" = yes ] || { chown -- "${value#* }" "$name"; chmod -- "${value% *}" "$name"; }
        ;;
      member)
        would "take $name out of the group $value"
        changed=$((changed + 1))
        [ "$dry" = yes ] || gpasswd -d "$name" "$value" >/dev/null
        ;;
      unit) take_back_unit "$name" "$value" ;;
      restart) wants_restart "$name" ;;
    esac
  done < <(tac -- "$folder/journal")
}

sum_if_there() { if [ -e "$1" ]; then sum_of "$1"; fi; }

put_back() {
  local fresh
  fresh=$(mktemp -d -- "${2%/*}/.old.XXXXXX")
  cp -a -P -- "$1" "$fresh/old"
  mv -f -T -- "$fresh/old" "$2"
  rmdir -- "$fresh"
}

take_back_unit() {
  if [ "${2%/*}" = disabled ]; then
    would "let $1 no longer start with the machine"
    changed=$((changed + 1))
    [ "$dry" = yes ] || systemctl disable --quiet -- "$1"
  fi
  if [ "${2#*/}" != active ]; then
    if [ "$restart" = no ]; then
      hand "$1 did not run before: --restart stops it, which ends its sessions"
    else
      would "stop $1, which did not run before"
      changed=$((changed + 1))
      [ "$dry" = yes ] || systemctl stop -- "$1"
    fi
  fi
}
