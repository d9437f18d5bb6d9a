#!/bin/sh
# Makes the certificates of these tests anew, with OpenSSL 3: new keys each time, the same contents.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# certificate NAME SUBJECT ISSUER AUTHORITY: ISSUER is the name of another one, or NAME itself
certificate() {
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/$1.key"
  openssl req -new -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
  echo "basicConstraints=critical,CA:$4" >"$work/$1.ext"
  if [ "$1" = "$3" ]; then set -- "$1" "$2" -signkey "$work/$1.key"; else
    set -- "$1" "$2" -CA "$3.pem" -CAkey "$work/$3.key"; fi
  openssl x509 -req -in "$work/$1.csr" -days 3650 -extfile "$work/$1.ext" -out "$1.pem" "$3" "$4" ${5:+"$5"} ${6:+"$6"} 2>"$work/log" \
    || { cat "$work/log"; exit 1; }
}

certificate root "/CN=Root" root true
certificate intermediate "/CN=Issuing" root true
certificate leaf "/CN=srv01.corp.example" intermediate false
# Issued by one who may not issue.
certificate presumed "/CN=presumed.example" leaf false
# The names of the others, and none of their keys.
certificate false-root "/CN=Root" false-root true
certificate false-leaf "/CN=srv01.corp.example" false-root false

# What the TLS servers of the tests prove themselves with; nothing else is protected by this key.
openssl pkcs12 -export -in leaf.pem -inkey "$work/leaf.key" -name server -passout pass:for-tests -out server.p12
