package org.rdpdoctor.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Decoder;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.x509.Certificate;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HandshakeReaderTest {
  @Test
  void a_flight_is_read_across_the_borders_of_its_records() throws DecodeException {
    List<Object> flight = Decoder.readFlight(Golden.message("tls.flight", "tls12"));

    assertThat(flight)
        .extracting(message -> message.getClass().getSimpleName())
        .containsExactly(
            "ServerHello",
            "CertificateMessage",
            "ServerKeyExchange",
            "CertificateRequest",
            "ServerHelloDone");
  }

  @Test
  void what_the_hello_chose_decides_how_the_key_exchange_reads() throws DecodeException {
    List<Object> flight = Decoder.readFlight(Golden.message("tls.flight", "tls12"));

    var exchange = (ServerKeyExchange) flight.get(2);
    assertThat(exchange.parameters())
        .isInstanceOfSatisfying(
            ServerKeyExchange.EllipticCurve.class,
            curve -> assertThat(curve.group()).isEqualTo(NamedGroup.X25519));
    assertThat(exchange.algorithm()).contains(new SignatureScheme(0x0804));
  }

  @Test
  void a_message_that_claims_more_than_any_chain_needs_is_refused_at_once() {
    var reader = new HandshakeReader().feed(Bytes.hex("0b 04 00 01"));

    assertThatThrownBy(reader::next)
        .hasMessage("length at offset 1 says 262145, at most 262144 is possible");
  }

  @Test
  void behind_a_damaged_message_reading_goes_on() throws DecodeException {
    Bytes damaged = Bytes.hex("02 00 00 01 03");
    var reader = new HandshakeReader().feed(damaged.plus(new ServerHelloDone().encode()));

    assertThatThrownBy(reader::next).isInstanceOf(DecodeException.class);
    assertThat(reader.next()).contains(new ServerHelloDone());
  }

  @Test
  void a_message_of_another_type_is_kept_as_it_stands() throws DecodeException {
    Bytes status = Bytes.hex("16 00 00 04  01 00 00 00");

    Optional<HandshakeMessage> message = new HandshakeReader().feed(status).next();

    assertThat(message.orElseThrow().encode()).isEqualTo(status);
    assertThat(message.orElseThrow())
        .isInstanceOfSatisfying(
            HandshakeMessage.Other.class,
            other -> assertThat(other.message().type()).hasToString("certificate_status"));
  }

  @Test
  void a_flight_of_a_windows_server_is_read_down_to_the_certificate() throws Exception {
    Path corpus = Path.of("../../shared/corpus/vectors/pyspnego/tls1.1_server_hello");
    assumeTrue(Files.exists(corpus), "no shared corpus beside this checkout");

    List<Object> flight = Decoder.readFlight(Bytes.copyOf(Files.readAllBytes(corpus)));

    assertThat(((ServerHello) flight.getFirst()).couldHaveChosen()).contains(TlsVersion.TLS12);
    var chain = (CertificateMessage) flight.get(1);
    assertThat(Certificate.decode(chain.certificateList().getFirst()).issuer().commonName())
        .contains("domain-DC01-CA");
    assertThat(flight.getLast()).isEqualTo(new ServerHelloDone());
  }
}
