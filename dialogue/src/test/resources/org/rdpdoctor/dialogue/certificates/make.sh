#!/bin/sh
# Makes the certificates of these tests anew, with OpenSSL 3: new keys each time, the same contents.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# certificate NAME KEY-OPTIONS DIGEST FROM TO SUBJECT EXTENSIONS [MORE OPTIONS]
certificate() {
  name=$1 key=$2 digest=$3 start=$4 end=$5 subject=$6 extensions=$7
  shift 7
  openssl genpkey -quiet $key -out "$work/$name.key"
  openssl req -new -key "$work/$name.key" -subj "$subject" -out "$work/$name.csr"
  printf '%b' "$extensions" >"$work/$name.ext"
  : >"$work/index.txt"
  cat >"$work/ca.cnf" <<CNF
[ca]
default_ca = this
[this]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
unique_subject = no
default_md = $digest
policy = any
[any]
commonName = optional
organizationName = optional
CNF
  if [ $# -eq 0 ]; then set -- -selfsign -keyfile "$work/$name.key"; fi
  openssl ca -batch -notext -config "$work/ca.cnf" -in "$work/$name.csr" -preserveDN \
    -startdate "$start" -enddate "$end" -extfile "$work/$name.ext" -out "$name.pem" "$@" 2>"$work/log" \
    || { cat "$work/log"; exit 1; }
}

rsa="-algorithm RSA -pkeyopt rsa_keygen_bits:2048"
server='keyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth\n'
from=20260101000000Z
to=20260702000000Z

# What Windows makes for itself: the name as common name alone, half a year.
certificate windows "$rsa" sha256 $from $to /CN=srv01.corp.example \
  'keyUsage=keyEncipherment,dataEncipherment\nextendedKeyUsage=serverAuth\n'

certificate authority "$rsa" sha256 20250101000000Z 20350101000000Z "/O=Corp/CN=Corp Issuing CA" \
  'basicConstraints=critical,CA:true\nkeyUsage=keyCertSign,cRLSign\n'
certificate issued "$rsa" sha256 $from $to /CN=not-this-one.example \
  "${server}subjectAltName=DNS:srv01.corp.example,DNS:*.rds.corp.example,DNS:xn--bro-hoa.example,IP:192.0.2.10,IP:2001:db8::10\nauthorityInfoAccess=caIssuers;URI:http://pki.corp.example/ca.crt\n" \
  -cert authority.pem -keyfile "$work/authority.key"

certificate weak "-algorithm RSA -pkeyopt rsa_keygen_bits:1024" sha1 $from $to /CN=old.example "$server"
certificate md5 "$rsa" md5 $from $to /CN=old.example "$server"
certificate pss-sha1 "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha1 -pkeyopt rsa_pss_keygen_mgf1_md:sha1" \
  sha1 $from $to /CN=pss.example "$server"
certificate p192 "-algorithm EC -pkeyopt ec_paramgen_curve:prime192v1" sha256 $from $to /CN=ec.example "$server"
certificate p256 "-algorithm EC -pkeyopt ec_paramgen_curve:prime256v1" sha256 $from $to /CN=ec.example "$server"
certificate ed25519 "-algorithm ED25519" default $from $to /CN=ed.example "$server"
certificate for-clients "$rsa" sha256 $from $to /CN=srv01.corp.example 'extendedKeyUsage=clientAuth,emailProtection\n'
certificate for-signing "$rsa" sha256 $from $to /CN=srv01.corp.example 'keyUsage=keyCertSign,cRLSign\n'
certificate for-remote-desktop "$rsa" sha256 $from $to /CN=srv01.corp.example 'extendedKeyUsage=1.3.6.1.4.1.311.54.1.2\n'
certificate nameless "$rsa" sha256 $from $to / "$server"
certificate epoch "$rsa" sha256 19700101000000Z 19700101000001Z /CN=srv01.corp.example "$server"
certificate endless "$rsa" sha256 19500101000000Z 99991231235959Z /CN=srv01.corp.example "$server"
