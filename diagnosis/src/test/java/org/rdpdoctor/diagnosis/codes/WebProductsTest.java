package org.rdpdoctor.diagnosis.codes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.codes.WebProducts.Found;
import org.rdpdoctor.wire.http.HttpResponse;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WebProductsTest {
  private static final WebProducts PRODUCTS = WebProducts.load(new PackagedKnowledge());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Server     | nginx/1.22.1              | nginx             | web-server",
        "Server     | Microsoft-HTTPAPI/2.0     | Windows HTTP.sys  | web-server",
        "Server     | Microsoft-IIS/10.0        | Microsoft IIS     | web-server",
        "CF-RAY     | 8f1c-FRA                  | Cloudflare        | proxy",
        "Set-Cookie | BIGipServerpool=1; path=/ | F5 BIG-IP         | balancer",
        "Via        | NS-CACHE-10.0: 1          | Citrix NetScaler  | balancer",
        "Server     | tinyproxy/1.11.1          | tinyproxy         | proxy",
        "Set-Cookie | RDPGWSESSION=x; Secure    | rdpgw             | gateway",
      })
  void a_field_of_the_head_names_a_product(String field, String value, String name, String role) {
    HttpResponse head = HttpResponse.of(401, "Unauthorized").with(field, value);

    assertThat(PRODUCTS.of(head, "")).extracting(Found::name).containsExactly(name);
    assertThat(PRODUCTS.of(head, "")).extracting(Found::role).containsExactly(role);
  }

  @Test
  void a_page_names_a_product_that_hides_in_its_head() {
    HttpResponse head = HttpResponse.of(503, "Service Unavailable");
    String page =
        """
        <html><body><h1>503 Service Unavailable</h1>
        No server is available to handle this request.
        </body></html>
        """;

    assertThat(PRODUCTS.of(head, page)).extracting(Found::name).containsExactly("HAProxy");
  }

  @Test
  void whoever_stands_before_a_server_is_named_beside_it() {
    HttpResponse head =
        HttpResponse.of(401, "Unauthorized")
            .with("Server", "Microsoft-HTTPAPI/2.0")
            .with("Set-Cookie", "NSC_TMAS=abc");

    assertThat(PRODUCTS.of(head, ""))
        .extracting(Found::name)
        .containsExactly("Citrix NetScaler", "Windows HTTP.sys");
  }

  @Test
  void an_answer_without_marks_names_nobody() {
    HttpResponse head = HttpResponse.of(404, "Not Found").with("Server", "something else");

    assertThat(PRODUCTS.of(head, "<html>Not Found</html>")).isEmpty();
  }
}
