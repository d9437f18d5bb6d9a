# The account that xrdp runs as.
xrdp_user() {
  local user=''
  user=$(ini_get "$config/xrdp.ini" Globals runtime_user || true)
  if [ -z "$user" ] && command -v systemctl >/dev/null; then
    user=$(systemctl show -p User --value -- xrdp 2>/dev/null || true)
  fi
  if [ -z "$user" ] && id -- xrdp >/dev/null 2>&1; then user=xrdp; fi
  printf '%s\n' "${user:-root}"
}

# xrdp_file KEY USUAL: the file that a line of xrdp.ini names, or the usual one.
xrdp_file() {
  local file
  [ -f "$config/xrdp.ini" ] || fail "there is no $config/xrdp.ini"
  file=$(ini_get "$config/xrdp.ini" Globals "$1" || true)
  printf '%s\n' "${file:-$config/$2}"
}
