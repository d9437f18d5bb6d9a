package org.rdpdoctor.dialogue;

import java.util.Arrays;
import java.util.function.Function;

/// A password, which shows itself to nobody and can be wiped.
public final class Password {
  private final char[] characters;
  private boolean wiped;

  private Password(char[] characters) {
    this.characters = characters;
  }

  /// Takes over what `characters` hold, and wipes them.
  public static Password takenFrom(char[] characters) {
    var password = new Password(characters.clone());
    Arrays.fill(characters, '\0');
    return password;
  }

  /// The same characters, wiped on their own.
  ///
  /// @throws IllegalStateException if they have been wiped
  public Password copy() {
    return lend(shared -> takenFrom(shared.clone()));
  }

  /// Lends the characters for as long as `reader` runs.
  ///
  /// @throws IllegalStateException if they have been wiped
  public <T> T lend(Function<char[], T> reader) {
    if (wiped) {
      throw new IllegalStateException("this password has been wiped");
    }
    return reader.apply(characters);
  }

  public void wipe() {
    wiped = true;
    Arrays.fill(characters, '\0');
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
