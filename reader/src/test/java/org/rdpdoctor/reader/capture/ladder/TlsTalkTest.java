package org.rdpdoctor.reader.capture.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.TcpFact.RequestUnacknowledged;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ClientAlerted;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.HandshakeUnreadable;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.Alert;
import org.rdpdoctor.wire.tls.AlertDescription;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.ServerHelloDone;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// Handshakes in the clear, as they break off.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TlsTalkTest {
  private static final Bytes RANDOM = Bytes.copyOf(new byte[32]);
  private static final CipherSuite SUITE = CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA");
  private static final Bytes HELLO =
      ClientHello.of(TlsVersion.TLS10, RANDOM, List.of(SUITE)).encodeRecords();
  private static final Bytes SERVER_HELLO =
      new ServerHello(TlsVersion.TLS10, RANDOM, Bytes.EMPTY, SUITE, 0, List.of()).encode();
  private static final Bytes FLIGHT =
      record(ContentType.HANDSHAKE, SERVER_HELLO.plus(new ServerHelloDone().encode()));
  private static final Bytes SEAL = record(ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1));
  private static final Bytes SEALED = record(ContentType.HANDSHAKE, Bytes.copyOf(new byte[40]));
  private static final Bytes DATA =
      record(ContentType.APPLICATION_DATA, Bytes.copyOf(new byte[80]));

  private static Bytes record(ContentType type, Bytes fragment) {
    return new TlsRecord(type, TlsVersion.TLS10, fragment).encode();
  }

  private static Bytes alert(int code) {
    return Alert.fatal(new AlertDescription(code)).encodeRecord(TlsVersion.TLS10);
  }

  private static Talk said() {
    return Talk.begin()
        .client(Words.request(Protocols.SSL))
        .server(Words.confirm(Protocols.SSL))
        .client(HELLO);
  }

  @Test
  void an_alert_of_the_server_instead_of_a_hello_is_told_as_the_live_probe_tells_it() {
    CapturedConnection told = said().server(alert(70)).serverEnds(Ending.CLOSED).end();

    AlertReceived received = Talk.only(told, AlertReceived.class);
    assertThat(received.hello()).isEqualTo("usual");
    assertThat(received.name()).isEqualTo("protocol_version");
    assertThat(received.stage()).isEqualTo("hello");
    assertThat(received.evidence().sent()).contains("a ClientHello (usual, ");
    assertThat(told.facts()).noneMatch(HandshakeEnded.class::isInstance);
  }

  @Test
  void an_alert_of_the_server_to_what_the_client_answered_is_told_too() {
    CapturedConnection told = said().server(FLIGHT).server(alert(40)).end();

    assertThat(Talk.only(told, AlertReceived.class).stage()).isEqualTo("server-hello");
  }

  @Test
  void an_alert_of_the_client_is_the_clients() {
    CapturedConnection told =
        said().server(FLIGHT).client(alert(48)).serverEnds(Ending.CLOSED).end();

    ClientAlerted alerted = Talk.only(told, ClientAlerted.class);
    assertThat(alerted.name()).isEqualTo("unknown_ca");
    assertThat(alerted.stage()).isEqualTo("server-hello");
    assertThat(told.facts()).noneMatch(AlertReceived.class::isInstance);
    assertThat(told.facts()).noneMatch(HandshakeEnded.class::isInstance);
  }

  @Test
  void a_session_that_is_resumed_shows_no_certificate_and_is_complete_all_the_same() {
    CapturedConnection told =
        said()
            .server(record(ContentType.HANDSHAKE, SERVER_HELLO).plus(SEAL).plus(SEALED))
            .client(SEAL.plus(SEALED).plus(DATA))
            .server(DATA)
            .end();

    assertThat(Talk.only(told, ServerHelloReceived.class).version()).isEqualTo("TLSv1.0");
    Talk.only(told, HandshakeCompleted.class);
    assertThat(told.certificateSubject()).isEmpty();
  }

  @Test
  void keys_alone_complete_nothing() {
    CapturedConnection told =
        said().server(FLIGHT).client(SEAL.plus(SEALED)).server(SEAL.plus(SEALED)).end();

    assertThat(told.facts()).noneMatch(HandshakeCompleted.class::isInstance);
  }

  @Test
  void an_end_or_a_silence_inside_the_handshake_has_its_stage() {
    CapturedConnection reset = said().serverEnds(Ending.RESET).end();
    CapturedConnection late =
        said().server(FLIGHT).client(SEAL.plus(SEALED)).serverEnds(Ending.CLOSED).end();
    CapturedConnection silent =
        said().repeated(4).pause(Duration.ofSeconds(20)).clientEnds(Ending.CLOSED).end();

    assertThat(Talk.only(reset, HandshakeEnded.class).stage()).isEqualTo("hello");
    assertThat(Talk.only(late, HandshakeEnded.class).stage()).isEqualTo("server-hello");
    assertThat(Talk.only(silent, HandshakeStalled.class).stage()).isEqualTo("hello");
    assertThat(Talk.only(silent, RequestUnacknowledged.class).what())
        .isEqualTo("ClientHello usual");
  }

  @Test
  void a_client_that_takes_its_time_after_the_servers_flight_stalls_nothing() {
    CapturedConnection told =
        said().server(FLIGHT).pause(Duration.ofMinutes(2)).clientEnds(Ending.CLOSED).end();

    assertThat(told.facts()).noneMatch(HandshakeStalled.class::isInstance);
  }

  @Test
  void what_is_no_tls_is_told_with_its_beginning() {
    CapturedConnection told = said().server(Bytes.ascii("HTTP/1.1 400 Bad Request\r\n\r\n")).end();

    assertThat(Talk.only(told, HandshakeUnreadable.class).preview()).startsWith("HTTP/1.1 400");
  }

  @Test
  void tls_at_once_on_the_rdp_port_is_the_direct_approach_and_elsewhere_no_rdp() {
    CapturedConnection direct = Talk.begin().client(HELLO).server(FLIGHT).end();
    CapturedConnection web = Talk.at(443).client(HELLO).server(FLIGHT).end();

    Talk.only(direct, ServerHelloReceived.class);
    assertThat(direct.selectedProtocol()).isEmpty();
    assertThat(web.isRdp()).isFalse();
  }
}
