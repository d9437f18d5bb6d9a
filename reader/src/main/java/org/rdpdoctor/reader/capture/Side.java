package org.rdpdoctor.reader.capture;

/// Who of the two that speak.
public enum Side {
  CLIENT,
  SERVER;

  public Side other() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
