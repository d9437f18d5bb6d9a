package org.rdpdoctor.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// A reader of PowerShell as strict as one without a PowerShell can be: quotes, brackets and
/// comments as Windows PowerShell 5.1 takes them, words outside of strings by themselves.
///
/// It knows no here-strings and no line continuation, so that a script with either is refused.
final class PowerShellText {
  private static final Map<Character, Character> CLOSING = Map.of('(', ')', '[', ']', '{', '}');

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final List<String> literals = new ArrayList<>();
  private int at;

  private PowerShellText(String text) {
    this.text = text;
  }

  /// @param words outside of strings and comments, in their order
  /// @param literals what the single-quoted strings mean
  record Parsed(List<String> words, List<String> literals) {}

  /// @throws IllegalArgumentException with the place, if quotes or brackets do not match
  static Parsed parse(String text) {
    var reader = new PowerShellText(text);
    reader.code('\0');
    return new Parsed(List.copyOf(reader.words), List.copyOf(reader.literals));
  }

  private IllegalArgumentException wrong(String what) {
    long line = text.substring(0, Math.min(at, text.length())).lines().count();
    return new IllegalArgumentException("line " + line + ": " + what);
  }

  /// Up to the bracket that closes it, or the end.
  private void code(char until) {
    Deque<Character> open = new ArrayDeque<>();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (open.isEmpty() && c == until) {
        at++;
        return;
      }
      switch (c) {
        case '#' -> comment();
        case '\'' -> single();
        case '"' -> doubled();
        case '`' -> throw wrong("a backtick outside of a string");
        case '@' -> {
          if (text.startsWith("@'", at) || text.startsWith("@\"", at)) {
            throw wrong("a here-string");
          }
          at++;
        }
        case '(', '[', '{' -> {
          open.push(CLOSING.getOrDefault(c, c));
          at++;
        }
        case ')', ']', '}' -> {
          if (open.isEmpty() || open.pop() != c) {
            throw wrong("an unexpected " + c);
          }
          at++;
        }
        default -> word(c);
      }
    }
    if (until != '\0' || !open.isEmpty()) {
      throw wrong("something is not closed");
    }
  }

  private void comment() {
    if (text.startsWith("#>", at) || at > 0 && text.charAt(at - 1) == '<') {
      throw wrong("a block comment");
    }
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void single() {
    var literal = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'') {
        if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
          at++;
        } else {
          at++;
          literals.add(literal.toString());
          return;
        }
      }
      literal.append(c);
    }
    throw wrong("a string without an end");
  }

  private void doubled() {
    for (at++; at < text.length(); ) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (text.startsWith("$(", at)) {
        at += 2;
        code(')');
      } else {
        at += c == '`' ? 2 : 1;
      }
    }
    throw wrong("a string without an end");
  }

  private void word(char first) {
    if (!Character.isLetterOrDigit(first) && first != '$' && first != '-' && first != '_') {
      at++;
      return;
    }
    int from = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    words.add(text.substring(from, at));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '$' || c == ':' || c == '.';
  }
}
