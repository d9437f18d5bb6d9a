package org.rdpdoctor.wire.tls;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;

/// What a server may say to a hello in datagrams, as far as one can tell without keys.
@SpecifiedIn("RFC 6347 4.2.4")
public sealed interface DtlsAnswer {

  /// It wants its cookie back.
  record Verify(HelloVerifyRequest request) implements DtlsAnswer {}

  /// It goes on with the handshake.
  record Hello(ServerHello hello) implements DtlsAnswer {}

  /// It refuses, or warns.
  record Alerted(Alert alert) implements DtlsAnswer {}

  /// Anything else, such as its certificate or a part of it.
  record More(DtlsRecord record) implements DtlsAnswer {}

  /// Everything that one datagram says.
  ///
  /// @throws DecodeException if it is not DTLS
  static List<DtlsAnswer> of(Bytes datagram) throws DecodeException {
    var answers = new ArrayList<DtlsAnswer>();
    for (DtlsRecord record : DtlsRecord.all(datagram)) {
      if (record.epoch() == 0 && record.contentType().equals(ContentType.ALERT)) {
        answers.add(new Alerted(Alert.decode(record.fragment())));
      } else if (record.epoch() == 0 && record.contentType().equals(ContentType.HANDSHAKE)) {
        for (DtlsHandshake message : DtlsHandshake.all(record.fragment())) {
          answers.add(of(message, record));
        }
      } else {
        answers.add(new More(record));
      }
    }
    return List.copyOf(answers);
  }

  private static DtlsAnswer of(DtlsHandshake message, DtlsRecord record) throws DecodeException {
    if (!message.isWhole()) {
      return new More(record);
    }
    if (message.type().equals(HandshakeType.HELLO_VERIFY_REQUEST)) {
      return new Verify(HelloVerifyRequest.decode(message.fragment()));
    }
    if (message.type().equals(HandshakeType.SERVER_HELLO)) {
      var asInTls = new Handshake(message.type(), message.fragment());
      return new Hello(ServerHello.decode(asInTls.encode()));
    }
    return new More(record);
  }
}
