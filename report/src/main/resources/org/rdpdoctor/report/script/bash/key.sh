# can_read USER FILE: as that user, with all the groups that it has now.
can_read() { runuser -u "$1" -- test -r "$2" 2>/dev/null; }

# xrdp_key: xrdp must be able to read its key, and nobody else gets to.
xrdp_key() {
  local key user real group
  key=$(xrdp_file key_file key.pem)
  user=$(xrdp_user)
  [ -e "$key" ] || fail "there is no key $key: make a certificate first"
  if [ "$(id -u)" -ne 0 ]; then would "see whether $user can read $key (only root can tell)"; return; fi
  if can_read "$user" "$key"; then already "$user can read $key"; return; fi
  real=$(readlink -f -- "$key")
  group=$(stat -c %G -- "$real")
  changed=$((changed + 1))
  if [ "$group" = ssl-cert ]; then
    would "add $user to the group ssl-cert, which may read $real"
    [ "$dry" = no ] || return 0
    note member "$user" ssl-cert
    usermod -a -G ssl-cert -- "$user"
  else
    group=$(id -g -n -- "$user")
    would "let the group $group read $real (it is $(stat -c '%A %U:%G' -- "$real"))"
    [ "$dry" = no ] || return 0
    note mode "$real" "$(stat -c '%a %u:%g' -- "$real")"
    chgrp -- "$group" "$real"
    chmod g+r,o-rwx -- "$real"
  fi
  can_read "$user" "$key" || fail "$user still cannot read $key: look at the folders above it, and at SELinux or AppArmor"
}
