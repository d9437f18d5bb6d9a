package org.rdpdoctor.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The terminal that a person sits at: asks a question, or for a password that is not shown.
interface Keyboard {
  /// Empty if the person gave none.
  Optional<char[]> password(String prompt);

  /// True only for a plain yes.
  boolean agrees(String question);

  /// That of this process; nothing where input or output is not a terminal.
  static Optional<Keyboard> ofProcess() {
    // No console at all is still a legal answer, whatever the annotations of the JDK say.
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).map(OfConsole::new);
  }

  /// A real terminal.
  record OfConsole(Console console) implements Keyboard {
    @Override
    public Optional<char[]> password(String prompt) {
      char @Nullable [] typed = console.readPassword("%s", prompt); // nothing at the end of input
      return Optional.ofNullable(typed).filter(characters -> characters.length > 0);
    }

    @Override
    public boolean agrees(String question) {
      @Nullable String typed = console.readLine("%s", question);
      return typed != null && typed.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
  }
}
