# names_of_machine: the subject alternative names of a new certificate.
names_of_machine() {
  local name=$1 names=DNS:$1
  if [[ $target =~ ^[0-9]+(\.[0-9]+){3}$ || $target =~ ^[0-9A-Fa-f]*:[0-9A-Fa-f:]+$ ]]; then
    names+=,IP:$target
  elif [[ $target =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ && ${target,,} != "${name,,}" ]]; then
    names+=,DNS:$target
  fi
  printf '%s\n' "$names"
}

# wrong_with CERTIFICATE KEY DAYS: what is wrong with them; nothing if they are good.
wrong_with() {
  local text
  [ -r "$1" ] || { say 'there is no certificate'; return; }
  [ -r "$2" ] || { say 'there is no key'; return; }
  text=$(openssl x509 -in "$1" -noout -text 2>/dev/null) || { say 'the certificate cannot be read'; return; }
  if ! openssl x509 -in "$1" -noout -checkend "$(($3 * 86400))" >/dev/null; then
    say "it ends $(openssl x509 -in "$1" -noout -enddate | cut -d = -f 2)"
  elif ! cmp -s <(openssl x509 -in "$1" -noout -pubkey) <(openssl pkey -in "$2" -pubout 2>/dev/null); then
    say 'the key belongs to another certificate'
  elif grep -q 'Signature Algorithm: \(md5\|sha1\)With' <<<"$text"; then
    say 'its signature is too old'
  elif grep -q 'Public-Key: (\(512\|768\|1024\) bit)' <<<"$text"; then
    say 'its key is too short'
  fi
}

# xrdp_certificate DAYS OWN: a good self-signed certificate; one that an authority gave stays.
xrdp_certificate() {
  local certificate key wrong
  certificate=$(xrdp_file certificate cert.pem)
  key=$(xrdp_file key_file key.pem)
  if [ "$2" = yes ] && [ "$certificate" = "$config/cert.pem" ]; then
    certificate=$config/own-cert.pem
    key=$config/own-key.pem
  fi
  if [ "$(id -u)" -ne 0 ] && [ ! -r "$key" ]; then would "see whether $certificate is good (only root can read its key)"; return; fi
  wrong=$(wrong_with "$certificate" "$key" "$1")
  if [ -z "$wrong" ]; then
    already "$certificate is good and belongs to its key"
  elif [ -r "$certificate" ] && is_from_authority "$certificate"; then
    hand "$certificate comes from an authority ($wrong): renew it there"
  else
    would "make a new certificate $certificate and its key $key ($wrong)"
    changed=$((changed + 1))
    [ "$dry" = yes ] || new_certificate "$certificate" "$key"
  fi
  if [ "$2" = yes ]; then
    ini xrdp.ini Globals certificate set "$certificate"
    ini xrdp.ini Globals key_file set "$key"
  fi
}

is_from_authority() {
  [ "$(openssl x509 -in "$1" -noout -subject | cut -d = -f 2-)" != "$(openssl x509 -in "$1" -noout -issuer | cut -d = -f 2-)" ]
}

# new_certificate CERTIFICATE KEY: takes the place of both; a link is replaced, what it leads to stays.
new_certificate() {
  local name user fresh
  name=$(hostname -f 2>/dev/null || uname -n)
  [[ $name =~ ^[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?$ ]] || name=xrdp
  user=$(xrdp_user)
  fresh=$(mktemp -d -- "${1%/*}/.new.XXXXXX")
  openssl req -x509 -newkey rsa:2048 -sha256 -nodes -days 730 -subj "/CN=$name" \
    -addext "subjectAltName=$(names_of_machine "$name")" -addext extendedKeyUsage=serverAuth \
    -keyout "$fresh/key" -out "$fresh/certificate" 2>/dev/null || { rm -rf -- "$fresh"; fail 'openssl cannot make a certificate'; }
  chmod 644 -- "$fresh/certificate"
  chgrp -- "$(id -g -n -- "$user")" "$fresh/key"
  chmod 640 -- "$fresh/key"
  save_file "$2"
  mv -f -- "$fresh/key" "$2"
  note became "$2" "$(sum_of "$2")"
  save_file "$1"
  mv -f -- "$fresh/certificate" "$1"
  note became "$1" "$(sum_of "$1")"
  rmdir -- "$fresh"
}
