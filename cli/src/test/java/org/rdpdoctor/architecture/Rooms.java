package org.rdpdoctor.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The house: every module with the modules it may know and the libraries meant for it.
final class Rooms {
  static final String ROOT = "org.rdpdoctor.";

  static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.rdpdoctor");

  /// Arrows point left: a module may know those named here, and itself.
  static final Map<String, List<String>> ARROWS =
      Map.of(
          "wire", List.of(),
          "facts", List.of("wire"),
          "dialogue", List.of("wire", "facts"),
          "probe", List.of("wire", "facts", "dialogue"),
          "reader", List.of("wire", "facts", "dialogue"),
          "diagnosis", List.of("wire", "facts"),
          "report", List.of("wire", "facts", "diagnosis"),
          "testkit", List.of("wire"),
          "cli",
              List.of(
                  "wire",
                  "facts",
                  "dialogue",
                  "probe",
                  "reader",
                  "diagnosis",
                  "report",
                  "testkit"));

  /// Packages outside this project, and those of the JDK that not everybody needs.
  static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "probe",
              List.of(
                  "org.bouncycastle..", "org.xbill.DNS..", "org.ietf.jgss..", "org.apache.sshd.."),
          "reader", List.of("org.bouncycastle..", "com.fasterxml.jackson.core..", "javax.xml.."),
          "diagnosis", List.of("org.snakeyaml.engine.."),
          "report", List.of("com.fasterxml.jackson.core.."),
          "testkit", List.of("org.bouncycastle..", "org.ietf.jgss.."),
          "cli", List.of("picocli.."));

  /// Those that are handed bytes and time, and so can be tested and replayed anywhere.
  static final String[] PURE = packages("wire", "facts", "dialogue", "diagnosis");

  private Rooms() {}

  static String[] packages(String... modules) {
    return Stream.of(modules).map(module -> ROOT + module + "..").toArray(String[]::new);
  }

  static String moduleOf(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    int end = rest.indexOf('.');
    return end < 0 ? rest : rest.substring(0, end);
  }

  static String[] packagesKnownTo(String module) {
    Stream<String> own =
        Stream.concat(Stream.of(module), ARROWS.getOrDefault(module, List.of()).stream())
            .map(known -> ROOT + known + "..");
    Stream<String> libraries = LIBRARIES.getOrDefault(module, List.of()).stream();
    Stream<String> jdk = Stream.of("", "java..", "javax..", "jdk..", "org.jspecify..");
    return Stream.of(own, libraries, jdk).flatMap(packages -> packages).toArray(String[]::new);
  }
}
