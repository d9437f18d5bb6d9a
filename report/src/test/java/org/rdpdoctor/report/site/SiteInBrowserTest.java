package org.rdpdoctor.report.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.report.build.SiteBuild;

/// The site as people see it: opened from a disk, in Chromium.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SiteInBrowserTest {
  private static final int PHONE = 360;
  private static final int DESK = 1280;

  /// Long lists, all of which are made alike.
  private static final List<String> LISTS = List.of("causes/index.html", "codes/mstsc/index.html");

  /// One of every kind.
  private static final List<String> KINDS =
      List.of(
          "index.html",
          "reading.html",
          "ladder/certificate.html",
          "causes/mtu-blackhole-vpn.html",
          "breaks/certificate.expired.html",
          "fixes/renew-self-signed.html",
          "codes/index.html",
          "codes/mstsc/0x904.html",
          "messages/session-ended-904.html",
          "events/schannel/36888.html",
          "settings/full-address.html",
          "clients/windows-7-sp1.html",
          "updates/index.html",
          "builds/index.html");

  /// Together they have every part that a page may have.
  private static final List<String> OF_ALL_PARTS =
      List.of(
          "index.html",
          "causes/mtu-blackhole-vpn.html",
          "breaks/certificate.expired.html",
          "codes/mstsc/0x904.html",
          "builds/index.html",
          "clients/windows-7-sp1.html");

  @TempDir private static Path folder;
  private static Path site;
  private static Chromium browser;
  private static String axe;

  @BeforeAll
  static void open() throws IOException {
    browser = Chromium.start(folder.resolve("profile"));
    site = folder.resolve("site");
    SiteBuild.main(new String[] {site.toString(), "1.2.3"});
    try (InputStream in = SiteInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @BeforeEach
  void forget() {
    browser.forget();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void every_kind_of_page_is_accessible_in_light_and_dark_on_a_desk_and_on_a_phone() {
    var violations = new ArrayList<String>();
    browser.look("light", DESK, 900);
    KINDS.forEach(kind -> violations.addAll(violations(kind)));
    LISTS.forEach(list -> violations.addAll(violations(list)));
    browser.look("dark", PHONE, 740);
    OF_ALL_PARTS.forEach(page -> violations.addAll(violations(page)));

    assertThat(violations).isEmpty();
    assertThat(browser.troubles()).isEmpty();
  }

  @Test
  void what_some_cannot_use_would_be_noticed() {
    browser.look("light", DESK, 900);
    browser.open(site.resolve("reading.html"));
    browser.evaluate("document.querySelector('main').append(document.createElement('button')), 0");

    assertThat(violationsHere("reading.html")).anyMatch(told -> told.contains("button-name"));
  }

  @Test
  void nothing_is_wider_than_a_phone() {
    browser.look("light", PHONE, 740);
    var wide = new ArrayList<String>();
    for (String kind : KINDS) {
      browser.open(site.resolve(kind));
      int width = browser.evaluate("document.documentElement.scrollWidth").asInt();
      if (width > PHONE) {
        wide.add(kind + " is " + width + " wide");
      }
    }

    assertThat(wide).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0x904, codes/mstsc/0x904.html",
    "904, codes/mstsc/0x904.html",
    "2308, codes/mstsc/0x904.html",
    "0xC000006D, codes/ntstatus/0xc000006d.html",
    "c000006d, codes/ntstatus/0xc000006d.html",
    "-1073741715, codes/ntstatus/0xc000006d.html",
    "3221225581, codes/ntstatus/0xc000006d.html",
    "STATUS_LOGON_FAILURE, codes/ntstatus/0xc000006d.html",
    "certificate expired, breaks/certificate.expired.html",
    "certifcate exipred, breaks/certificate.expired.html",
    "full address, settings/full-address.html",
    "windows 7 sp1, clients/windows-7-sp1.html",
    "event 36888, events/schannel/36888.html",
    "enablecredsspsupport:i:0, settings/enablecredsspsupport.html",
    "Error code: 0x904 Extended error code: 0x7, codes/mstsc/0x904.html",
    "no remote desktop license servers, messages/license-none.html"
  })
  void a_search_finds_it_among_the_first_without_a_network(String query, String page) {
    browser.look("light", DESK, 900);

    List<String> found = search(query);

    assertThat(found.subList(0, Math.min(3, found.size()))).contains(page);
    assertThat(browser.troubles()).isEmpty();
    assertThat(browser.asked()).allMatch(address -> address.startsWith("file:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zzzzqqqq", "0xDEADBEE1", "<script>alert(1)</script>zzzz"})
  void what_is_not_in_the_book_is_said_to_be_missing(String query) {
    browser.look("light", DESK, 900);

    assertThat(search(query)).isEmpty();
    assertThat(browser.evaluate("document.getElementById('told').textContent").asText())
        .contains("Nothing in this book");
    assertThat(browser.troubles()).isEmpty();
  }

  @Test
  void the_keyboard_alone_leads_from_a_page_to_another() {
    browser.look("light", DESK, 900);
    browser.open(site.resolve("causes/cert-expired.html"));
    browser.press("/");
    browser.type("2308");
    until(() -> browser.evaluate("!document.getElementById('found').hidden").asBoolean());
    browser.press("ArrowDown");
    String focused = browser.evaluate("document.activeElement.closest('li a').href").asText();
    browser.press("ArrowUp");
    boolean back = browser.evaluate("document.activeElement.id == 'query'").asBoolean();
    browser.press("Enter");
    until(() -> browser.evaluate("location.pathname.endsWith('0x904.html')").asBoolean());

    assertThat(focused).endsWith("codes/mstsc/0x904.html");
    assertThat(back).isTrue();
  }

  @Test
  void the_colours_that_were_chosen_stay() {
    browser.look("light", DESK, 900);
    browser.open(site.resolve("index.html"));
    String before = background();
    browser.evaluate("document.querySelector('.colours').click()"); // light
    browser.evaluate("document.querySelector('.colours').click()"); // dark
    String dark = background();
    browser.open(site.resolve("reading.html"));
    String kept = background();
    browser.evaluate("document.querySelector('.colours').click()"); // as the system has them

    assertThat(dark).isNotEqualTo(before).isEqualTo(kept);
    assertThat(background()).isEqualTo(before);
  }

  @Test
  void without_scripts_the_indexes_lead_everywhere_and_no_search_is_promised() {
    browser.scripts(false);
    try {
      browser.open(site.resolve("index.html"));
      // What is asked for here is asked by the debugger, which may.
      boolean hidden =
          browser
              .evaluate("getComputedStyle(document.querySelector('search')).display == 'none'")
              .asBoolean();
      int links = browser.evaluate("document.querySelectorAll('.book-list a').length").asInt();

      assertThat(hidden).isTrue();
      assertThat(links).isGreaterThan(8);
    } finally {
      browser.scripts(true);
    }
  }

  private static String background() {
    return browser.evaluate("getComputedStyle(document.body).backgroundColor").asText();
  }

  private static List<String> search(String query) {
    browser.open(site.resolve("index.html"));
    browser.evaluate("document.getElementById('query').focus()");
    browser.type(query);
    until(() -> browser.evaluate("!document.getElementById('found').hidden").asBoolean());
    JsonNode links =
        browser.evaluate(
            "[...document.querySelectorAll('#results a')].map(a => a.getAttribute('href'))");
    var found = new ArrayList<String>();
    links.forEach(link -> found.add(link.asText()));
    return found;
  }

  private static List<String> violations(String page) {
    browser.open(site.resolve(page));
    return violationsHere(page);
  }

  private static List<String> violationsHere(String page) {
    browser.evaluate(axe + ";0");
    JsonNode found =
        browser.evaluate(
            "axe.run(document, {resultTypes: ['violations'], preload: false}).then(r =>"
                + " r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' +"
                + " n.failureSummary).join(' | ')))");
    var violations = new ArrayList<String>();
    found.forEach(violation -> violations.add(page + ": " + violation.asText()));
    return violations;
  }

  private static void until(BooleanSupplier holds) {
    for (int i = 0; i < 2000; i++) { // each question waits for the browser
      if (holds.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("it never came to that");
  }
}
