import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Reads the test reports: `Tally.java COUNTS REPORT_FOLDER...`. Prints what failed, and what was
/// skipped with the reason; writes `passed failed skipped` to the file COUNTS.
///
/// With `CI=true` a test that was skipped because a peer is missing counts as failed.
void main(String[] words) throws IOException, ParserConfigurationException, SAXException {
  boolean peersExpected = "true".equals(System.getenv("CI"));
  int passed = 0;
  int failed = 0;
  int skipped = 0;
  Map<String, List<String>> skippedBecause = new TreeMap<>();
  for (Element test : tests(List.of(words).subList(1, words.length))) {
    String name = simpleName(test.getAttribute("classname")) + "." + test.getAttribute("name");
    if (has(test, "failure") || has(test, "error")) {
      failed++;
      IO.println("FAILED: " + name);
    } else if (has(test, "skipped")) {
      String reason = reason(test);
      skippedBecause.computeIfAbsent(reason, _ -> new ArrayList<>()).add(name);
      if (peersExpected && reason.contains("missing peer")) {
        failed++;
      } else {
        skipped++;
      }
    } else {
      passed++;
    }
  }
  skippedBecause.forEach(
      (reason, names) -> {
        boolean fails = peersExpected && reason.contains("missing peer");
        IO.println((fails ? "FAILED, since CI=true: " : "skipped: ") + reason);
        names.forEach(name -> IO.println("    " + name));
      });
  Files.writeString(Path.of(words[0]), "%d %d %d\n".formatted(passed, failed, skipped));
}

List<Element> tests(List<String> folders)
    throws IOException, ParserConfigurationException, SAXException {
  var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
  List<Element> tests = new ArrayList<>();
  for (String folder : folders) {
    if (!Files.isDirectory(Path.of(folder))) {
      continue; // nothing matched the pattern
    }
    try (DirectoryStream<Path> reports = Files.newDirectoryStream(Path.of(folder), "TEST-*.xml")) {
      for (Path report : reports) {
        NodeList found = builder.parse(report.toFile()).getElementsByTagName("testcase");
        for (int i = 0; i < found.getLength(); i++) {
          tests.add((Element) found.item(i));
        }
      }
    }
  }
  return tests;
}

boolean has(Element test, String outcome) {
  return test.getElementsByTagName(outcome).getLength() > 0;
}

/// The message of the assumption that did not hold; without one the stack trace's first line has
/// it.
String reason(Element test) {
  Element skipped = (Element) test.getElementsByTagName("skipped").item(0);
  String message = skipped.getAttribute("message");
  String text = message.isEmpty() ? skipped.getTextContent() : message;
  return text.strip()
      .lines()
      .findFirst()
      .orElse("no reason given")
      .replaceFirst("^[\\w.]+Exception: ", "")
      .replaceFirst("^Assumption failed: ", "");
}

String simpleName(String className) {
  return className.substring(className.lastIndexOf('.') + 1);
}
