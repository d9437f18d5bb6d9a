package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sentences of the knowledge as markup: code stands out, addresses become links.
final class Prose {
  /// Brackets belong to an address in pairs, what ends a sentence does not.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "https?://(?:[^\\s<>\"|()]|\\([^\\s<>\"|()]*\\))*(?:[^\\s<>\"|().,;:]|\\([^\\s<>\"|()]*\\))");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:[a-z-]+\\.)?([A-Za-z]+)}");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  /// What begins a line that is typed and not read.
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:\\$?\\(?|sudo )(?:[A-Z][a-z]+-[A-Z][A-Za-z]+\\b.*"
              + "|(?:rdpdoctor|\\./rdpdoctor|reg|netsh|sc(?:\\.exe)?|w32tm|gpupdate|gpresult|certutil|certlm\\.msc"
              + "|nltest|klist|kinit|setspn|ksetup|dcdiag|repadmin|ipconfig|nslookup|ping|tracert|route"
              + "|arp|net|netstat|mstsc|qwinsta|rwinsta|quser|query|logoff|shutdown|wmic|dism|sfc|secedit"
              + "|systemctl|journalctl|apt|apt-get|dnf|xrdp|xfreerdp3?|wlfreerdp|sdl-freerdp|openssl|ssh|curl|nft|iptables"
              + "|ip|ss|dig|host|getent|timedatectl|chronyc|tcpdump|tshark|cat|grep|sed|echo|cp|mv|chmod"
              + "|chown|usermod|adduser|passwd|loginctl|resolvectl|update-ca-certificates|az|icacls|takeown|cmdkey|grdctl|sysctl|ufw|firewall-cmd|tnc)"
              + "(?: [^\\p{Lu}]?.*|$)"
              + "|\\[Net\\.|\\[System\\.|\\$[a-zA-Z]+ ?=.*)");

  /// What stands behind a command and is not typed: `(…)` at the end, or another half sentence.
  private static final Pattern REMARK =
      Pattern.compile(
          " \\([a-z][^()|=]* [^()|=]*\\)$|[,;] (?:and|or|then|less|until|the|which) .*$");

  private Prose() {}

  /// A sentence; what stands between backticks is code.
  static Html of(String text) {
    var parts = new ArrayList<Html>();
    Matcher code = CODE.matcher(text);
    int at = 0;
    while (code.find()) {
      parts.add(withLinks(text.substring(at, code.start())));
      parts.add(Html.tag("code").text(code.group(1)));
      at = code.end();
    }
    parts.add(withLinks(text.substring(at)));
    return Html.all(parts);
  }

  /// With a full stop, if it has words and none.
  static String closed(String text) {
    String sentence = text.strip();
    return sentence.isEmpty() || ".!?".indexOf(sentence.charAt(sentence.length() - 1)) >= 0
        ? sentence
        : sentence + ".";
  }

  /// A line of the knowledge that runs over several lines of its file.
  static Html paragraph(String text) {
    return Html.tag("p").of(of(text.strip()));
  }

  /// A step: what is typed is told from what is done and from what is remarked on it.
  static Html step(String step) {
    if (isCommand(step)) {
      return command(step);
    }
    int colon = step.indexOf(": ");
    if (colon > 0 && isCommand(step.substring(colon + 2))) {
      return Html.all(of(step.substring(0, colon + 2)), command(step.substring(colon + 2)));
    }
    return of(step);
  }

  private static Html command(String text) {
    Matcher remark = REMARK.matcher(text);
    return remark.find()
        ? Html.all(Html.tag("code").text(text.substring(0, remark.start())), of(remark.group()))
        : Html.tag("code").text(text);
  }

  static boolean isCommand(String text) {
    return COMMAND.matcher(text).lookingAt() && !text.endsWith(".");
  }

  /// The text of a sign, in which `{field}` stands for what a fact would have there.
  ///
  /// @param known what it can only be there, by the name of the field
  static Html sign(String text, Map<String, String> known) {
    var parts = new ArrayList<Html>();
    Matcher field = PLACEHOLDER.matcher(text);
    int at = 0;
    while (field.find()) {
      parts.add(of(text.substring(at, field.start())));
      String name = field.group(1);
      parts.add(
          known.containsKey(name)
              ? Html.tag("code").text(known.getOrDefault(name, name))
              : Html.tag("var").text(words(name)));
      at = field.end();
    }
    parts.add(of(text.substring(at)));
    return Html.all(parts);
  }

  /// `notAfter` as people say it.
  static String words(String field) {
    String words = WORD_BORDER.matcher(field).replaceAll(" ");
    return words.equals(field) ? field : words.toLowerCase(Locale.ROOT);
  }

  /// Where something is known from; what is a link can be followed.
  static Html sources(List<String> sources) {
    if (sources.isEmpty()) {
      return Html.NOTHING;
    }
    List<Html> items =
        sources.stream().map(source -> Html.tag("li").of(withLinks(source))).toList();
    return Html.all(
        Html.tag("h2").with("id", "sources").text("Sources"), Html.tag("ul", "sources").of(items));
  }

  private static Html withLinks(String text) {
    var parts = new ArrayList<Html>();
    Matcher address = ADDRESS.matcher(text);
    int at = 0;
    while (address.find()) {
      parts.add(Html.text(text.substring(at, address.start())));
      parts.add(
          Html.tag("a")
              .with("href", address.group())
              .with("rel", "noreferrer")
              .text(shown(address.group())));
      at = address.end();
    }
    parts.add(Html.text(text.substring(at)));
    return Html.all(parts);
  }

  /// The address without what every address has.
  private static String shown(String address) {
    return address.replaceFirst("^https?://(www\\.)?", "").replaceFirst("/$", "");
  }
}
