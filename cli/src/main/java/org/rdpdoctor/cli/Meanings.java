package org.rdpdoctor.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.codes.WebProducts;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds.WindowsBuild;
import org.rdpdoctor.dialogue.Product;
import org.rdpdoctor.wire.http.HttpResponse;

/// What numbers that a peer says mean, by the tables; they are loaded when the first is asked for.
final class Meanings {
  private final FutureTask<WindowsBuilds> builds =
      new FutureTask<>(() -> WindowsBuilds.load(new PackagedKnowledge()));
  private final FutureTask<CodeBook> codes =
      new FutureTask<>(() -> CodeBook.load(new PackagedKnowledge()));

  private final FutureTask<WebProducts> products =
      new FutureTask<>(() -> WebProducts.load(new PackagedKnowledge()));

  CodeBook codes() {
    return loaded(codes);
  }

  /// Does it if nobody has yet.
  static <T> T loaded(FutureTask<T> task) {
    task.run(); // without effect from the second time on
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the knowledge cannot be loaded", e);
    }
  }

  /// @param version as in `10.0.26100`
  String windowsOf(String version) {
    try {
      int build = Integer.parseInt(version.substring(version.lastIndexOf('.') + 1));
      return loaded(builds).of(build).map(Meanings::described).orElse("unknown");
    } catch (NumberFormatException e) {
      return "unknown";
    }
  }

  /// A build that others claim too must not pass for proof.
  private static String described(WindowsBuild build) {
    String note = build.note();
    if (note.isEmpty()) {
      return build.name();
    }
    String fragment = note.endsWith(".") ? note.substring(0, note.length() - 1) : note;
    return build.name()
        + "; "
        + fragment.substring(0, 1).toLowerCase(Locale.ROOT)
        + fragment.substring(1);
  }

  /// Whoever left a mark on an HTTP answer.
  List<Product> productsOf(HttpResponse head, String body) {
    return loaded(products).of(head, body).stream()
        .map(found -> new Product(found.name(), found.role(), found.by()))
        .toList();
  }

  String nameOf(String family, int code) {
    CodeBook book = codes();
    long value = Integer.toUnsignedLong(code);
    return book.find(family, value)
        .or(() -> book.find("ntstatus", value)) // logon messages may be one
        .map(Code::name)
        .orElse("a code without a name");
  }

  /// @param code as in `0xC000006D`
  String statusOf(String code) {
    CodeBook book = codes();
    long value = Long.decode(code);
    return book.find("ntstatus", value)
        .or(() -> book.find("sspi", value)) // some servers pass those on
        .map(Code::name)
        .orElse("an unknown status");
  }
}
