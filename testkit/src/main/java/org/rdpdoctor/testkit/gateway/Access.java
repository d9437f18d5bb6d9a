package org.rdpdoctor.testkit.gateway;

/// How a client came past HTTP.
enum Access {
  /// It proved the lab's account.
  ACCOUNT,
  /// It is to show a cookie in its tunnel: pluggable authentication.
  COOKIE,
  /// It is to prove the account inside the stream: extended authentication.
  EXTENDED
}
