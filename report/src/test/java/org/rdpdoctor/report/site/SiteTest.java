package org.rdpdoctor.report.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.report.Wording;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SiteTest {
  private static final Pattern LINK = Pattern.compile(" (?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern HEADING = Pattern.compile("<h([1-6])[ >]");

  private static Knowledge knowledge;
  private static Map<String, String> pages;

  @BeforeAll
  static void write() {
    knowledge = Knowledge.load();
    pages = Site.pages(knowledge, "1.2.3");
  }

  @Test
  void everything_that_is_known_has_a_page() {
    assertThat(pages)
        .containsKeys(
            "index.html",
            "causes/cert-expired.html",
            "breaks/certificate.expired.html",
            "codes/mstsc/0x904.html",
            "codes/ntstatus/0xc000006d.html",
            "clients/windows-7-sp1.html",
            "settings/full-address.html",
            "ladder/certificate.html");
    assertThat(of("causes/")).hasSize(knowledge.causes().size() + 1);
    assertThat(of("breaks/")).hasSize(knowledge.catalogue().breaks().size() + 1);
    assertThat(of("updates/")).hasSize(knowledge.updates().updates().size() + 1);
    assertThat(of("events/")).hasSize(knowledge.events().size() + 1);
    assertThat(of("clients/")).hasSize(knowledge.clients().size() + 1);
    assertThat(of("settings/")).hasSize(knowledge.properties().all().size() + 1);
    assertThat(of("codes/"))
        .hasSize(knowledge.codes().codes().size() + knowledge.codes().families().size() + 1);
  }

  @Test
  void every_link_leads_to_a_page_or_into_the_web() {
    var broken = new ArrayList<String>();
    htmlPages()
        .forEach(
            page ->
                links(page)
                    .filter(link -> !link.startsWith("https://") && !link.startsWith("http://"))
                    .filter(link -> !leadsSomewhere(page, link))
                    .forEach(link -> broken.add(page + " -> " + link)));

    assertThat(broken).isEmpty();
  }

  @Test
  void every_page_can_be_reached_from_the_first() {
    Set<String> seen = new HashSet<>(Set.of("index.html"));
    var left = new ArrayDeque<>(seen);
    while (!left.isEmpty()) {
      String page = left.remove();
      links(page)
          .filter(link -> link.contains(".html"))
          .filter(link -> !link.startsWith("http"))
          .map(link -> resolved(page, link.replaceFirst("#.*", "")))
          .filter(seen::add)
          .forEach(left::add);
    }

    assertThat(htmlPages().filter(page -> !seen.contains(page))).isEmpty();
  }

  @Test
  void what_links_to_a_code_event_or_setting_is_linked_from_it() {
    var oneWay = new ArrayList<String>();
    for (String cause : of("causes/")) {
      mainLinks(cause)
          .filter(
              to -> to.startsWith("codes/") || to.startsWith("events/") || to.startsWith("sett"))
          .filter(to -> !to.endsWith("index.html"))
          .filter(to -> mainLinks(to).noneMatch(cause::equals))
          .forEach(to -> oneWay.add(cause + " -> " + to));
    }

    assertThat(oneWay).isEmpty();
  }

  @Test
  void a_page_has_one_title_and_its_headings_leave_no_level_out() {
    var odd = new ArrayList<String>();
    htmlPages()
        .forEach(
            page -> {
              int before = 0;
              int titles = 0;
              for (MatchResult heading : found(HEADING, text(page))) {
                int level = Integer.parseInt(heading.group(1));
                titles += level == 1 ? 1 : 0;
                if (level > before + 1) {
                  odd.add(page + " goes from h" + before + " to h" + level);
                }
                before = level;
              }
              if (titles != 1) {
                odd.add(page + " has " + titles + " titles");
              }
            });

    assertThat(odd).isEmpty();
  }

  @Test
  void no_id_stands_twice_on_a_page() {
    var twice = new ArrayList<String>();
    htmlPages()
        .forEach(
            page -> {
              var ids = new HashSet<String>();
              found(ID, text(page)).stream()
                  .map(id -> id.group(1))
                  .filter(id -> !ids.add(id))
                  .forEach(id -> twice.add(page + "#" + id));
            });

    assertThat(twice).isEmpty();
  }

  @Test
  void no_page_has_style_or_script_within_it_and_all_refuse_what_is_not_theirs() {
    assertThat(htmlPages().map(pages::get))
        .allSatisfy(
            page ->
                assertThat(page)
                    .doesNotContain(" style=", "<style", "<script>", " onclick", "javascript:")
                    .contains("default-src &#39;none&#39;", "<html lang=\"en\""));
  }

  @Test
  void the_window_of_every_page_is_called_differently_within_its_kind() {
    var seen = new HashSet<String>();
    var twice = new ArrayList<String>();
    for (String cause : of("causes/")) {
      String title = text(cause).replaceAll("(?s).*<title>(.*)</title>.*", "$1");
      if (!seen.add(title)) {
        twice.add(cause + ": " + title);
      }
    }

    assertThat(twice).isEmpty();
  }

  @Test
  void the_words_are_those_of_the_reports() {
    var cause = knowledge.catalogue().causes().cause("cert-expired").orElseThrow();
    String page = pages.get("causes/cert-expired.html");

    assertThat(page)
        .contains(Html.text(cause.title()).toString())
        .contains(Html.text(cause.because().strip()).toString())
        .contains(Html.text(Wording.circumstances(cause.fixes().getFirst())).toString());
    assertThat(pages.get("codes/mstsc/0x904.html"))
        .contains("What it proves", "What may be behind it", "What tells these apart");
  }

  @Test
  void a_code_is_shown_in_every_notation() {
    assertThat(pages.get("codes/ntstatus/0xc000006d.html"))
        .contains("0xC000006D", "3221225581", "-1073741715", "STATUS_LOGON_FAILURE");
  }

  private static boolean leadsSomewhere(String page, String link) {
    String target = link.replaceFirst("#.*", "");
    String path = target.isEmpty() ? page : resolved(page, target);
    if (path.startsWith("assets/") && Site.ASSETS.contains(path.substring("assets/".length()))) {
      return true;
    }
    String text = pages.get(path);
    if (text == null) {
      return false;
    }
    int hash = link.indexOf('#');
    return hash < 0
        || link.startsWith("#query=", hash)
        || text.contains(" id=\"" + link.substring(hash + 1) + "\"");
  }

  private static Stream<String> mainLinks(String page) {
    String text = text(page);
    String main = text.substring(text.indexOf("<main"), text.indexOf("</main>"));
    return found(LINK, main).stream()
        .map(link -> link.group(1))
        .filter(link -> !link.startsWith("http"))
        .map(link -> resolved(page, link.replaceFirst("#.*", "")));
  }

  private static Stream<String> links(String page) {
    return found(LINK, text(page)).stream().map(link -> link.group(1));
  }

  private static String resolved(String page, String link) {
    return Path.of("/" + page).resolveSibling(link).normalize().toString().substring(1);
  }

  private static String text(String page) {
    return pages.getOrDefault(page, "");
  }

  private static List<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private static List<String> of(String folder) {
    return htmlPages().filter(page -> page.startsWith(folder)).toList();
  }

  private static Stream<String> htmlPages() {
    return pages.keySet().stream().filter(page -> page.endsWith(".html"));
  }
}
