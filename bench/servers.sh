# shellcheck shell=bash
# Sourced by the benchmarks that need real RDP servers. The caller makes a folder $work and calls stop_servers at its end.

started=()

stop_servers() {
  [ ${#started[@]} -eq 0 ] || kill -- "${started[@]}" 2>/dev/null || :
  sleep 0.3
  [ ${#started[@]} -eq 0 ] || kill -KILL -- "${started[@]}" 2>/dev/null || :
  wait 2>/dev/null || :
  rm -rf "${work:?}"
}

# needs PROGRAM…
needs() {
  local program
  for program in "$@"; do
    PATH=$PATH:/usr/sbin:/usr/libexec command -v "$program" >/dev/null && continue
    echo "missing: $program (./verify as root installs it)" >&2
    exit 69
  done
}

make_certificate() {
  [ -s "$work/key.pem" ] || openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=bench.example \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
}

# start_xrdp ADDRESS PORT: TLS, no NLA.
start_xrdp() {
  make_certificate
  cat >"$work/xrdp.ini" <<INI
[Globals]
ini_version=1
fork=true
port=tcp://$1:$2
use_vsock=false
security_layer=tls
crypt_level=high
certificate=$work/certificate.pem
key_file=$work/key.pem
ssl_protocols=TLSv1.2, TLSv1.3
[Logging]
LogFile=$work/xrdp.log
LogLevel=WARNING
EnableSyslog=false
[Channels]
INI
  PATH=$PATH:/usr/sbin xrdp --nodaemon --config "$work/xrdp.ini" >"$work/xrdp.out" 2>&1 &
  started+=($!)
}

# start_shadow ADDRESS PORT: NLA alone.
start_shadow() {
  Xvfb -displayfd 1 -noreset -screen 0 640x480x24 >"$work/display" 2>/dev/null &
  started+=($!)
  until [ -s "$work/display" ]; do sleep 0.1; done
  HOME=$work XDG_CONFIG_HOME=$work DISPLAY=:$(tail -n 1 "$work/display") \
    freerdp-shadow-cli "/port:$2" "/bind-address:$1" /sec:nla +auth >"$work/shadow.log" 2>&1 &
  started+=($!)
}

# start_gnome PORT: gnome-remote-desktop with a screen of its own, on every address; NLA alone.
start_gnome() {
  make_certificate
  mkdir -p "$work/gnome/config/glib-2.0/settings" "$work/gnome/data/gnome-remote-desktop" "$work/gnome/run"
  chmod 700 "$work/gnome/run"
  printf "[org/gnome/desktop/remote-desktop/rdp]\nenable=true\ntls-cert='%s'\ntls-key='%s'\n" \
    "$work/certificate.pem" "$work/key.pem" >"$work/gnome/config/glib-2.0/settings/keyfile"
  printf "[RDP]\ncredentials={'username': <'alice'>, 'password': <'Secret1'>}\n" \
    >"$work/gnome/data/gnome-remote-desktop/credentials.ini"
  HOME=$work/gnome XDG_CONFIG_HOME=$work/gnome/config XDG_DATA_HOME=$work/gnome/data \
    XDG_RUNTIME_DIR=$work/gnome/run GSETTINGS_BACKEND=keyfile PATH=$PATH:/usr/libexec \
    setsid dbus-run-session -- sh -c "pipewire & wireplumber &
      mutter --headless --wayland --no-x11 --virtual-monitor 1024x768 &
      exec gnome-remote-desktop-daemon --headless --rdp-port $1" >"$work/gnome.log" 2>&1 &
  started+=("-$!") # with everything that it started
}

# wait_for PORT [HOW_MANY]: until somebody listens there. Without a connection: some servers take one that says nothing amiss.
wait_for() {
  local listening
  listening=":$(printf %04X "$1") [0-9A-F]*:0000 0A "
  for _ in $(seq 200); do
    [ "$(cat /proc/net/tcp /proc/net/tcp6 | grep -c "$listening")" -ge "${2:-1}" ] && return 0
    sleep 0.1
  done
  echo "no server at port $1" >&2
  exit 69
}

# start_web ADDRESS PORT TLS: nginx that asks for a logon where a gateway does, over that version of TLS alone.
start_web() {
  make_certificate
  mkdir -p "$work/web-$2"
  cat >"$work/web-$2/nginx.conf" <<CONF
daemon off;
pid $work/web-$2/pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path $work/web-$2/body;
  proxy_temp_path $work/web-$2/proxy;
  fastcgi_temp_path $work/web-$2/fastcgi;
  uwsgi_temp_path $work/web-$2/uwsgi;
  scgi_temp_path $work/web-$2/scgi;
  server {
    listen $1:$2 ssl;
    ssl_certificate $work/certificate.pem;
    ssl_certificate_key $work/key.pem;
    ssl_protocols $3;
    location / { return 404; }
    location ~ ^/(remoteDesktopGateway|rpc)/ {
      add_header WWW-Authenticate Negotiate always;
      add_header WWW-Authenticate NTLM always;
      return 401;
    }
  }
}
CONF
  PATH=$PATH:/usr/sbin nginx -e stderr -c "$work/web-$2/nginx.conf" >"$work/web-$2/log" 2>&1 &
  started+=($!)
}
