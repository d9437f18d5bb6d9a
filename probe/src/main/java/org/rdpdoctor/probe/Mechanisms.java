package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Mechanism;
import org.rdpdoctor.dialogue.NtlmMechanism;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.kerberos.KerberosLogon;
import org.rdpdoctor.probe.kerberos.KerberosRequest;
import org.rdpdoctor.probe.kerberos.Surroundings;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.x509.Certificate;
import org.rdpdoctor.wire.x509.ServerEndPoint;

/// Chooses how the one logon is made: as the user says, or as Windows would.
final class Mechanisms {
  /// Kept for the logon itself while KDCs are asked.
  private static final Duration RESERVE = Duration.ofSeconds(3);

  private final Target target;
  private final World world;
  private final Clock clock;
  private final Log log;

  Mechanisms(Target target, World world, Clock clock, Log log) {
    this.target = target;
    this.world = world;
    this.clock = clock;
    this.log = log;
  }

  /// @param account who logs on: the ticket's owner, if it is made with one
  record Chosen(Mechanism mechanism, Account account) {}

  /// What to log on with; nothing if there is no way, and then the log says why.
  Optional<Chosen> choose(Logon logon, Certificate certificate) {
    return switch (logon.way().choice()) {
      case NTLM -> ntlm(logon, certificate);
      case KERBEROS -> {
        KerberosLogon.Prepared tickets = tickets(logon);
        yield withTicket(tickets, logon);
      }
      case AUTO -> likely(logon, certificate);
    };
  }

  private Optional<Chosen> likely(Logon logon, Certificate certificate) {
    if (logon.password().isPresent() && !kerberos().isLikely(request(logon))) {
      return ntlm(logon, certificate);
    }
    KerberosLogon.Prepared tickets = tickets(logon);
    Optional<Chosen> chosen = withTicket(tickets, logon);
    return chosen.isPresent() || tickets.isLastWord() ? chosen : ntlm(logon, certificate);
  }

  private KerberosLogon.Prepared tickets(Logon logon) {
    KerberosLogon.Prepared tickets = kerberos().prepare(request(logon), logon.password());
    log.addAll(tickets.seen());
    return tickets;
  }

  private static Optional<Chosen> withTicket(KerberosLogon.Prepared tickets, Logon logon) {
    return tickets
        .mechanism()
        .map(
            mechanism ->
                new Chosen(
                    mechanism,
                    logon.account().user().isEmpty()
                        ? Account.of(tickets.principal())
                        : logon.account()));
  }

  private Optional<Chosen> ntlm(Logon logon, Certificate certificate) {
    return logon
        .password()
        .map(password -> new Chosen(ntlm(logon.account(), password, certificate), logon.account()));
  }

  private Mechanism ntlm(Account account, Password password, Certificate certificate) {
    return new NtlmMechanism(
        account,
        password,
        new NtlmMechanism.Surroundings(
            "TERMSRV/" + target.host(),
            ServerEndPoint.of(certificate).orElse(Bytes.EMPTY),
            ThisMachine.name(System.getenv()),
            FileTime.of(world.wallClock().instant())),
        new NtlmMechanism.Chances(Seeds.bytes(8), Seeds.bytes(16)));
  }

  private KerberosRequest request(Logon logon) {
    Optional<NtlmChallengeReceived> challenge =
        log.all(NtlmChallengeReceived.class).stream().findFirst();
    String account = logon.account().toString();
    return new KerberosRequest(
        target.host(),
        account.isEmpty() ? Optional.empty() : Optional.of(account),
        logon.way().realm(),
        logon.way().kdc(),
        challenge.map(NtlmChallengeReceived::netbiosDomain).orElse(""),
        challenge.map(NtlmChallengeReceived::dnsDomain).orElse(""));
  }

  private KerberosLogon kerberos() {
    return new KerberosLogon(
        new Surroundings(
            world.wallClock(),
            clock::now,
            () -> clock.allBut(RESERVE),
            DnsServers.configured(),
            name -> Optional.ofNullable(System.getenv(name)).orElse(""),
            world.statusOf()));
  }
}
