package org.rdpdoctor.reader.capture.ladder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.McsFact.ChannelsJoined;
import org.rdpdoctor.facts.McsFact.DomainConnected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.SecurityFact.EncryptionChosen;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.facts.UdpFact.UdpAnswered;
import org.rdpdoctor.facts.UdpFact.UdpUnanswered;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.file.CaptureFile;
import org.rdpdoctor.reader.capture.file.CaptureOptions;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedBy;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedWith;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.tls.CipherSuite;

/// Every capture of the corpus against its catalogue, whose facts tshark and openssl have found.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LadderCorpusTest {
  private static final Path CORPUS = Path.of("../../shared/corpus");

  /// In these headers bits are wrong, ports and addresses among them: who speaks with whom is
  /// another question for each reader.
  private static final String DAMAGED = "pcap/derived_zeek_rdp-proprietary_biterrors.pcap";

  record Entry(String file, String kind, Map<?, ?> facts) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Entry> captures() throws IOException {
    Path catalogue = CORPUS.resolve("catalogue.json");
    if (!Files.exists(catalogue)) {
      return List.of(new Entry("", "", Map.of()));
    }
    return ((List<?>) json(catalogue))
        .stream()
            .map(entry -> (Map<?, ?>) entry)
            .filter(entry -> String.valueOf(entry.get("kind")).startsWith("pcap"))
            .map(
                entry ->
                    new Entry(
                        (String) requireNonNull(entry.get("file")),
                        (String) requireNonNull(entry.get("kind")),
                        (Map<?, ?>) requireNonNull(entry.get("facts"))))
            .toList();
  }

  private static List<CapturedConnection> told(Entry entry) throws IOException {
    assumeTrue(!entry.file().isEmpty(), "there is no ../shared/corpus here");
    var told = new ArrayList<CapturedConnection>();
    CaptureFile.read(
        CORPUS.resolve(entry.file()),
        CaptureOptions.USUAL,
        new Witness(Talk.surroundings(), told::add));
    told.sort(Comparator.comparingInt(each -> each.conversation().number()));
    return told;
  }

  private static List<CapturedConnection> rdp(Entry entry) throws IOException {
    return told(entry).stream().filter(CapturedConnection::isRdp).toList();
  }

  private static List<Map<?, ?>> streams(Entry entry) {
    return ((Map<?, ?>) requireNonNull(entry.facts().get("streams")))
        .values().stream().<Map<?, ?>>map(stream -> (Map<?, ?>) stream).toList();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void what_is_no_rdp_has_no_facts(Entry entry) throws IOException {
    List<CapturedConnection> told = told(entry);

    assertThat(told).filteredOn(each -> !each.isRdp()).allMatch(each -> each.facts().isEmpty());
    if (entry.kind().equals("pcap-negative") || entry.kind().equals("pcap-format")) {
      assertThat(told).noneMatch(CapturedConnection::isRdp);
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void each_connection_is_told_as_the_catalogue_has_it(Entry entry) throws IOException {
    List<CapturedConnection> told =
        rdp(entry).stream()
            .filter(each -> each.conversation().transport() == Transport.TCP)
            .toList();
    if (entry.file().equals(DAMAGED) || entry.kind().equals("pcap-negative")) {
      return;
    }
    List<Map<?, ?>> streams = streams(entry);
    if (entry.kind().equals("pcap-rdp-tunnel")) {
      compareTunnel(told, (Map<?, ?>) requireNonNull(entry.facts().get("manual")));
      return;
    }
    assertThat(told).hasSameSizeAs(streams);
    for (int i = 0; i < streams.size(); i++) {
      compare(told.get(i), streams.get(i), entry.facts());
    }
  }

  private static void compare(CapturedConnection ours, Map<?, ?> theirs, Map<?, ?> all) {
    // Who spoke with whom, and since when.
    assertThat(ours.conversation().client().toString()).isEqualTo(theirs.get("client"));
    assertThat(ours.conversation().server().toString()).isEqualTo(theirs.get("server"));
    double start = ((Number) requireNonNull(theirs.get("start_epoch"))).doubleValue();
    assertThat(ours.conversation().firstSeen().toEpochMilli() / 1000.0)
        .isBetween(start - 0.002, start + 0.002);
    compareOpening(ours, (String) requireNonNull(theirs.get("outcome_tcp")));
    compareNegotiation(ours, theirs);
    compareTls(ours, map(theirs, "tls"), (Map<?, ?>) requireNonNull(all.get("certificates")));
    compareSettings(ours, map(theirs, "mcs_connect_response"), map(theirs, "rdp_pdus"));
    compareEnd(ours, (List<?>) requireNonNull(theirs.get("close")), theirs);
  }

  /// `outcome_tcp`: what the SYN met.
  private static void compareOpening(CapturedConnection ours, String outcome) {
    assertThat(has(ours, Connected.class)).isEqualTo(outcome.equals("established"));
    assertThat(has(ours, ConnectRefused.class)).isEqualTo(outcome.equals("refused"));
    assertThat(has(ours, ConnectUnanswered.class)).isEqualTo(outcome.equals("no-answer"));
  }

  /// `x224_cr` and `x224_cc`: the cookie as it was sent, what was asked for, and what came back.
  /// A confirm without negotiation data means standard RDP security.
  private static void compareNegotiation(CapturedConnection ours, Map<?, ?> theirs) {
    Map<?, ?> request = map(theirs, "x224_cr");
    assertThat(ours.cookie()).isEqualTo(Optional.ofNullable(request.get("cookie")));
    List<?> requested = (List<?>) request.get("requested_protocols");
    assertThat((Object) ours.requestedProtocols())
        .isEqualTo(requested == null ? List.of() : requested);
    Map<?, ?> confirm = map(theirs, "x224_cc");
    String type = String.valueOf(confirm.get("type"));
    Object selected =
        type.startsWith("no negotiation data") ? "RDP" : confirm.get("selected_protocol");
    assertThat(ours.selectedProtocol()).isEqualTo(Optional.ofNullable(selected));
    assertThat(ours.failureCode()).isEqualTo(Optional.ofNullable(confirm.get("failure")));
  }

  /// `tls`: the version and the suite that the server chose, the certificates that it showed, and
  /// whether both sides went on to application data.
  private static void compareTls(CapturedConnection ours, Map<?, ?> tls, Map<?, ?> certificates) {
    Object version = tls.get("negotiated_version");
    assertThat(ours.tlsVersion())
        .isEqualTo(
            Optional.ofNullable(version).map(name -> ((String) name).replace("TLS", "TLSv")));
    Map<?, ?> data = map(tls, "appdata_records");
    assertThat(has(ours, HandshakeCompleted.class))
        .isEqualTo(!data.isEmpty() && !requireNonNull(data.get("server")).equals(0L));
    if (version == null) {
      assertThat(ours.certificateSubject()).isEmpty();
      return;
    }
    int suite = Integer.decode((String) requireNonNull(tls.get("cipher_suite")));
    assertThat(Talk.only(ours, ServerHelloReceived.class).cipherSuite())
        .isEqualTo(new CipherSuite(suite).toString());
    List<?> chain = (List<?>) requireNonNull(tls.get("server_certs"));
    assertThat(Talk.only(ours, CertificatePresented.class).sha256()).isEqualTo(chain.getFirst());
    Map<?, ?> own = map(certificates, (String) requireNonNull(chain.getFirst()));
    assertThat(ours.certificateSubject()).contains((String) requireNonNull(own.get("subject")));
    assertThat(Talk.only(ours, CertificatePresented.class).selfSigned())
        .isEqualTo(own.get("self_signed"));
    assertThat((long) Talk.only(ours, CertificatePresented.class).keyBits())
        .isEqualTo(own.get("key_bits"));
  }

  /// `mcs_connect_response` and `rdp_pdus`: the encryption that the server chose, and how many
  /// channels it confirmed.
  private static void compareSettings(CapturedConnection ours, Map<?, ?> response, Map<?, ?> pdus) {
    assertThat(has(ours, DomainConnected.class)).isEqualTo(!response.isEmpty());
    if (response.isEmpty()) {
      return;
    }
    int method = Integer.decode((String) requireNonNull(response.get("encryption_method")));
    assertThat(Talk.only(ours, EncryptionChosen.class).method())
        .isEqualTo(new EncryptionMethods(method).toString());
    Object joined = pdus.get("channelJoinConfirm N");
    if (joined != null) {
      assertThat((long) Talk.only(ours, ChannelsJoined.class).channels()).isEqualTo(joined);
    }
  }

  /// `close`: of all FINs and RSTs, the first says who ended it and how.
  private static void compareEnd(CapturedConnection ours, List<?> close, Map<?, ?> theirs) {
    if (close.isEmpty()) {
      assertThat(ours.endedBy()).isEqualTo(EndedBy.OPEN);
      assertThat(ours.endedWith())
          .isEqualTo(
              "no-answer".equals(theirs.get("outcome_tcp"))
                  ? Optional.of(EndedWith.TIMEOUT)
                  : Optional.empty());
      return;
    }
    Map<?, ?> first = (Map<?, ?>) requireNonNull(close.getFirst());
    assertThat(ours.endedBy().word()).isEqualTo(first.get("by"));
    assertThat(ours.endedWith().map(EndedWith::word)).contains((String) first.get("flag"));
  }

  /// `manual`: what was found by eye inside of SOCKS.
  private static void compareTunnel(List<CapturedConnection> told, Map<?, ?> manual) {
    assertThat(told).hasSize(1);
    CapturedConnection ours = told.getFirst();
    assertThat((Object) ours.requestedProtocols()).isEqualTo(manual.get("requested_protocols"));
    assertThat(ours.selectedProtocol()).contains((String) manual.get("selected_protocol"));
    assertThat(ours.cookie()).contains("Cookie: " + manual.get("cookie"));
    assertThat(ours.innerTarget().map(Endpoint::toString))
        .contains((String) manual.get("proxied_destination"));
  }

  @ParameterizedTest
  @MethodSource("captures")
  void rdp_over_udp_is_told_where_its_syns_are_seen(Entry entry) throws IOException {
    List<CapturedConnection> told =
        rdp(entry).stream()
            .filter(each -> each.conversation().transport() == Transport.UDP)
            .toList();
    // `udp3389` has the first datagrams in order: a SYN, and what followed it.
    boolean begun =
        Stream.of(map(entry.facts(), "udp3389").get("first"))
            .filter(List.class::isInstance)
            .flatMap(first -> ((List<?>) first).stream())
            .anyMatch(packet -> String.valueOf(packet).contains("SYN"));

    assertThat(!told.isEmpty()).isEqualTo(begun);
    boolean failed = entry.file().contains("handshake-fail");
    assertThat(told).allMatch(each -> has(each, UdpUnanswered.class) == failed);
    assertThat(told).allMatch(each -> has(each, UdpAnswered.class) == !failed);
  }

  /// The headers are damaged, the words of the client's second connection are not, but for the bit
  /// that makes its request ask for HYBRID; and one confirm has lost its request.
  @Test
  void damaged_headers_hide_some_connections_and_invent_none() throws IOException {
    Entry entry =
        captures().stream().filter(each -> each.file().equals(DAMAGED)).findFirst().orElse(null);
    assumeTrue(entry != null, "there is no ../shared/corpus here");
    List<CapturedConnection> told = rdp(requireNonNull(entry));

    assertThat(told)
        .filteredOn(each -> each.requestedProtocols().equals(List.of("HYBRID")))
        .singleElement()
        .satisfies(
            each -> assertThat(each.selectedProtocol()).contains("RDP"),
            each -> assertThat(each.cookie()).contains("Cookie: mstshash=FTBCO\\A70"));
    assertThat(told)
        .filteredOn(each -> each.failureCode().isPresent())
        .singleElement()
        .satisfies(
            each -> assertThat(each.failureCode()).contains("SSL_NOT_ALLOWED_BY_SERVER"),
            each -> assertThat(each.facts()).isEmpty());
  }

  private static boolean has(CapturedConnection told, Class<? extends Observation> type) {
    return told.facts().stream().anyMatch(type::isInstance);
  }

  private static Map<?, ?> map(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> child ? child : Map.of();
  }

  private static Object json(Path file) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      return requireNonNull(value(parser));
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
