package org.rdpdoctor.facts;

import java.util.List;
import java.util.OptionalLong;

/// What a person pasted, taken apart: the numbers and names in it that may be codes.
///
/// It does not say what they mean; that is looked up.
///
/// @param text as pasted, so that sentences in it can be recognised
/// @param numerals in the order of the text
/// @param symbols words that may be the name of a code, in the order of the text
/// @param cut true if the text was longer than what is read
public record Pasted(String text, List<Numeral> numerals, List<Symbol> symbols, boolean cut) {

  /// A number that may be a code. `904` may be meant as either of two numbers.
  ///
  /// @param written as it stands in the text
  /// @param decimal its value if it is read as a decimal number; negative if written so
  /// @param hexadecimal its value if it is read as a hexadecimal number
  /// @param before what stands right before it on the line, in lower case
  public record Numeral(
      String written,
      OptionalLong decimal,
      OptionalLong hexadecimal,
      Role role,
      Grounds grounds,
      String before) {}

  /// A word that may be the name of a code.
  ///
  /// @param alert true if it follows the word "alert"
  public record Symbol(String written, boolean alert) {}

  /// What a number is in the text it stands in.
  public enum Role {
    /// The main error code of a dialog.
    MAIN,
    /// The extended error code of a dialog.
    EXTENDED,
    /// The number of a TLS alert.
    ALERT,
    /// The exit code of a program.
    EXIT,
    /// An HTTP status.
    HTTP,
    /// The internal error state of a Schannel event.
    STATE,
    /// The text does not tell.
    UNKNOWN
  }

  /// Why a number is believed to have its role.
  public enum Grounds {
    /// A label says so.
    LABEL,
    /// It is the first or second of two numbers that were given alone.
    POSITION,
    /// Nothing.
    NONE
  }
}
