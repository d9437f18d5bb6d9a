package org.rdpdoctor.reader.pasted;

import java.util.List;
import org.rdpdoctor.facts.Pasted.Role;

/// What the words before a number say about it.
///
/// @param role what the number is
/// @param tight true if nothing but filling stands between the words and the number
/// @param barred true if the number is something else than a code, as in `Process ID: 0x4a8`
record Label(Role role, boolean tight, boolean barred) {
  static final Label NONE = new Label(Role.UNKNOWN, false, false);

  // The words of Windows in the languages whose dialogs are met most often; stems, so that
  // inflections do not matter.
  private static final Words EXTENDED =
      words(
          Role.EXTENDED,
          "exten",
          "erweitert",
          "étendu",
          "estend",
          "estes",
          "uitgebreid",
          "utökad",
          "udvidet",
          "utvidet",
          "laajennet",
          "rozszerz",
          "rozšíř",
          "genişlet",
          "kiterjeszt",
          "bővített",
          "расширен",
          "розширен",
          "扩展",
          "延伸",
          "擴充",
          "拡張",
          "확장");
  private static final List<String> MAIN =
      List.of(
          "error code",
          "error",
          "code",
          "reason",
          "fehlercode",
          "fehler",
          "grund",
          "code d'erreur",
          "erreur",
          "código de err",
          "error de",
          "codice",
          "errore",
          "foutcode",
          "felkod",
          "fejlkode",
          "feilkode",
          "virhekoodi",
          "kod błędu",
          "kód chyby",
          "hibakód",
          "hata kodu",
          "код ошибки",
          "код помилки",
          "错误代码",
          "錯誤碼",
          "錯誤代碼",
          "エラー コード",
          "エラーコード",
          "오류 코드");
  private static final List<String> ALERT =
      List.of(
          "alert", "warnung", "alerte", "alerta", "protocol defined fatal", "protokoll definierte");
  private static final Words STATE =
      words(Role.STATE, "error state", "fehlerstatus", "état d'erreur", "estado de error");
  private static final Words EXIT =
      words(
          Role.EXIT,
          "exit code",
          "exit status",
          "exited with",
          "exit value",
          "exitcode",
          "return code",
          "rc=",
          "$?",
          "rückgabewert",
          "beendet mit");
  private static final Words HTTP = words(Role.HTTP, "http", "status code", "http status");
  private static final List<String> BARRED =
      List.of(
          "logon id",
          "logonid",
          "process id",
          "processid",
          "thread id",
          "threadid",
          "event id",
          "eventid",
          "ereignis-id",
          "session id",
          "sessionid");
  // Short words are parts of others, as "port" is of "transport".
  private static final List<String> BARRED_WORDS =
      List.of(
          "pid",
          "handle",
          "keywords",
          "port",
          "address",
          "opcode",
          "record",
          "task",
          "level",
          "offset",
          "length",
          "size",
          "bytes",
          "version",
          "build",
          "line",
          "flags");
  private static final List<String> FILLING =
      List.of(
          "",
          "is",
          "was",
          "no",
          "nr",
          "number",
          "of",
          "lautet",
          "ist",
          "est",
          "es",
          "value",
          "dec",
          "decimal",
          "hex",
          "with",
          "code",
          "codes",
          "occurred",
          "and",
          "d",
          "e");

  /// Reads the words before a number, in lower case.
  static Label of(String before) {
    if (before.isBlank()) {
      return NONE;
    }
    int alert = end(before, ALERT);
    if (alert >= 0 && before.length() - alert <= 40) {
      return new Label(Role.ALERT, true, false);
    }
    int main = end(before, MAIN);
    for (var entry : List.of(STATE, EXTENDED, EXIT, HTTP)) {
      int end = end(before, entry.words());
      // Long dialogs use these words in other places, too: they must be near.
      if (end >= 0 && before.length() - end <= 40) {
        return new Label(entry.role(), isFilling(before, Math.max(end, main)), false);
      }
    }
    if (Math.max(end(before, BARRED), endOfWord(before, BARRED_WORDS)) > main) {
      return new Label(Role.UNKNOWN, false, true);
    }
    return main < 0 ? NONE : new Label(Role.MAIN, isFilling(before, main), false);
  }

  /// Where the last of the words ends, or -1.
  private static int end(String before, List<String> words) {
    int end = -1;
    for (String word : words) {
      int at = before.lastIndexOf(word);
      if (at >= 0) {
        end = Math.max(end, at + word.length());
      }
    }
    return end;
  }

  private static int endOfWord(String before, List<String> words) {
    int end = -1;
    for (String word : words) {
      int at = before.lastIndexOf(word);
      if (at == 0 || (at > 0 && !Character.isLetter(before.charAt(at - 1)))) {
        end = Math.max(end, at + word.length());
      }
    }
    return end;
  }

  /// Whether nothing but the end of an inflected word, punctuation and filling words follows.
  private static boolean isFilling(String before, int from) {
    int at = from;
    while (at < before.length() && Character.isLetter(before.charAt(at))) {
      at++;
    }
    var letters = new StringBuilder();
    for (int i = at; i < before.length(); i++) {
      if (Character.isLetter(before.charAt(i))) {
        letters.append(before.charAt(i));
      }
    }
    return before.length() - at < 16 && FILLING.contains(letters.toString());
  }

  private static Words words(Role role, String... words) {
    return new Words(role, List.of(words));
  }

  private record Words(Role role, List<String> words) {}
}
