# ini_get FILE SECTION KEY: its value; the last one counts, as it does for xrdp.
ini_get() {
  awk -v section="$2" -v key="$3" '
    /^[ \t]*\[/ { name = $0; sub(/^[ \t]*\[/, "", name); sub(/\].*$/, "", name); inside = tolower(name) == tolower(section); next }
    inside && !/^[ \t]*[;#]/ && (at = index($0, "=")) {
      name = substr($0, 1, at - 1); gsub(/[ \t]/, "", name)
      if (tolower(name) == tolower(key)) { value = substr($0, at + 1); gsub(/^[ \t]+|[ \t\r]+$/, "", value); found = 1 }
    }
    END { if (found) print value; exit !found }
  ' "$1"
}

# ini_written FILE SECTION KEY set|remove VALUE: the file with that line, on standard output.
ini_written() {
  local has=''
  if ini_get "$1" "$2" "$3" >/dev/null; then has=1; fi
  value=$5 awk -v section="$2" -v key="$3" -v what="$4" -v has="$has" '
    function line() { return key "=" ENVIRON["value"] }
    /^[ \t]*\[/ {
      name = $0; sub(/^[ \t]*\[/, "", name); sub(/\].*$/, "", name)
      inside = tolower(name) == tolower(section)
      print
      if (inside && !done && what == "set" && !has) { print line(); done = 1 }
      next
    }
    inside && !/^[ \t]*[;#]/ && (at = index($0, "=")) {
      name = substr($0, 1, at - 1); gsub(/[ \t]/, "", name)
      if (tolower(name) == tolower(key)) {
        if (what == "set" && has) print line()
        next
      }
    }
    { print }
    END { if (what == "set" && !has && !done) { print "[" section "]"; print line() } }
  ' "$1"
}

# ini NAME SECTION KEY set|remove VALUE
ini() {
  local file was fresh
  file=$(readlink -f -- "$config/$1") || fail "there is no $config/$1"
  [ -f "$file" ] || fail "there is no $config/$1"
  if was=$(ini_get "$file" "$2" "$3"); then
    if [ "$4" = set ] && [ "$was" = "$5" ]; then already "$3=$5 in $config/$1"; return; fi
    was="it is $was"
  else
    if [ "$4" = remove ]; then already "no $3 in $config/$1"; return; fi
    was='it is not set'
  fi
  if [ "$4" = set ]; then would "set $3=$5 in $config/$1 ($was)"; else would "remove $3 from $config/$1 ($was)"; fi
  changed=$((changed + 1))
  [ "$dry" = no ] || return 0
  save_file "$file"
  fresh=$(mktemp -- "$file.XXXXXX")
  cp -a -- "$file" "$fresh"
  ini_written "$file" "$2" "$3" "$4" "$5" >"$fresh"
  mv -f -- "$fresh" "$file"
  note became "$file" "$(sum_of "$file")"
}
