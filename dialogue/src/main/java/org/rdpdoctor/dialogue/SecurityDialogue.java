package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerCertificate;
import org.rdpdoctor.wire.security.SecurityExchange;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.security.SessionCiphers;

/// The client's half of the keys of standard RDP security (MS-RDPBCGR 3.2.5.3.10). A server that
/// takes it says nothing; nobody is logged on by it.
public final class SecurityDialogue implements Dialogue {
  private static final String EXCHANGE = "exchange";

  private final Packets packets;
  private final Domain domain;
  private final Bytes clientRandom;

  /// @param clientRandom 32 bytes that nobody can guess
  /// @param patience for an objection; silence until then is what is hoped for
  public SecurityDialogue(Peer peer, Domain domain, Bytes clientRandom, Duration patience) {
    String method = domain.security().encryptionMethod().toString();
    this.packets = new Packets(peer, new Mishap.Security(method), patience);
    this.domain = domain;
    this.clientRandom = clientRandom;
  }

  /// True if there is anything to exchange: under TLS there is not, nor where the server wants no
  /// encryption, nor where it chose something that nobody can do.
  public static boolean isNeeded(Domain domain) {
    return !domain.security().encryptionMethod().equals(EncryptionMethods.NONE);
  }

  /// True if there is a way to do so.
  public static boolean isPossible(Domain domain) {
    return SecurityReading.trouble(domain.security(), EncryptionMethods.ALL).isEmpty()
        && exchange(domain, Bytes.copyOf(new byte[SessionCiphers.RANDOM_SIZE])).isPresent();
  }

  /// The domain with the keys that both sides have now.
  public Domain secured() {
    return domain.with(
        SessionCiphers.of(
            domain.security().encryptionMethod(), clientRandom, domain.security().serverRandom()));
  }

  private static Optional<Bytes> exchange(Domain domain, Bytes random) {
    try {
      var key = ServerCertificate.decode(domain.security().serverCertificate()).key();
      return Optional.of(
          SecurityHeader.of(
                  SecurityHeader.SEC_EXCHANGE_PKT | SecurityHeader.SEC_LICENSE_ENCRYPT_CS,
                  new SecurityExchange(key.encrypt(random)).encode())
              .encode());
    } catch (DecodeException _) {
      return Optional.empty(); // told already, as an unreadable key
    }
  }

  @Override
  public Turn begin(Duration at) {
    packets.begin(at);
    return exchange(domain, clientRandom)
        .map(message -> packets.say(EXCHANGE, "a Security Exchange", domain.packet(message), at))
        .orElseGet(packets::done);
  }

  @Override
  public Turn hear(Heard heard) {
    return packets.hear(
        heard,
        (packet, at) -> {
          Optional<Goodbye> goodbye = Goodbye.in(packet);
          return goodbye.isPresent() ? packets.disconnected(goodbye.get(), at) : packets.listen(at);
        });
  }
}
