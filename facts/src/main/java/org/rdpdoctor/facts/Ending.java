package org.rdpdoctor.facts;

/// How a peer ended a connection.
public enum Ending {
  /// An orderly end: FIN.
  CLOSED("the connection closed"),
  /// An abrupt end: RST.
  RESET("the connection reset");

  private final String words;

  Ending(String words) {
    this.words = words;
  }

  /// What was heard, as a sentence fragment.
  public String words() {
    return words;
  }
}
