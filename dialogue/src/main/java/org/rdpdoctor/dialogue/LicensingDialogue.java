package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.facts.LicensingFact.LicenseOffered;
import org.rdpdoctor.facts.LicensingFact.LicenseValid;
import org.rdpdoctor.facts.LicensingFact.LicensingOmitted;
import org.rdpdoctor.facts.LicensingFact.LicensingRefused;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.licensing.LicenseErrorCode;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseRequest;
import org.rdpdoctor.wire.licensing.LicensingMessage.OtherLicensingMessage;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.share.SharePdu.DataPdu;
import org.rdpdoctor.wire.share.SharePdu.DemandActive;

/// The client's settings, and what the server says about licenses (MS-RDPBCGR 1.3.1.1, MS-RDPELE
/// 1.3). With this a session begins. A license is never taken.
public final class LicensingDialogue implements Dialogue {
  private static final String SETTINGS = "settings";

  private final Packets packets;
  private final ServerVoice voice;
  private final SessionNews news;
  private final ClientInfo info;
  private final boolean overheard;
  private boolean goesOn;
  private boolean declined;
  private Optional<DemandActive> demand = Optional.empty();

  /// @param info who wants to log on, or nobody
  /// @param patience for the whole conversation, however slowly it goes
  public LicensingDialogue(
      Peer peer, Domain domain, ClientInfo info, CodeNames names, Duration patience) {
    this(peer, domain, info, names, false, patience);
  }

  private LicensingDialogue(
      Peer peer,
      Domain domain,
      ClientInfo info,
      CodeNames names,
      boolean overheard,
      Duration patience) {
    this.packets = new Packets(peer, new Mishap.Licensing(), patience);
    this.voice = new ServerVoice(domain);
    this.news = new SessionNews(names, packets);
    this.info = info;
    this.overheard = overheard;
  }

  /// The same between a client and a server that are only listened to: begun when the client
  /// sends its settings, which need not be said again. It may take the license that it is
  /// offered.
  ///
  /// @param info with an empty name where it cannot be read
  public static LicensingDialogue overheard(
      Peer peer, Domain domain, ClientInfo info, CodeNames names) {
    return new LicensingDialogue(peer, domain, info, names, true, Overheard.FOR_EVER);
  }

  /// True if the server is ready to activate the session.
  public boolean goesOn() {
    return goesOn;
  }

  /// Where the server sends the client, if it does.
  public Optional<ServerRedirection> redirection() {
    return news.redirection();
  }

  /// What the server demanded already, where it has no word for licensing.
  public Optional<DemandActive> demand() {
    return demand;
  }

  @Override
  public Turn begin(Duration at) {
    packets.begin(at);
    if (overheard) {
      packets.step(SETTINGS, "a Client Info", at);
      return packets.listen(at);
    }
    return packets.say(
        SETTINGS,
        info.userName().isEmpty() ? "a Client Info without a user" : "a Client Info with a user",
        voice.say(SecurityHeader.SEC_INFO_PKT, info.encode()),
        at);
  }

  @Override
  public Turn hear(Heard heard) {
    boolean over = !(heard instanceof Heard.Data);
    // A server that finds no taker for its license may end the connection: that is no fault.
    return over && declined ? packets.done() : packets.hear(heard, this::hear);
  }

  private Turn hear(Bytes packet, Duration at) {
    Optional<Goodbye> goodbye = Goodbye.in(packet);
    if (goodbye.isPresent()) {
      return declined ? packets.done() : packets.disconnected(goodbye.get(), at);
    }
    try {
      Bytes answers = Bytes.EMPTY;
      for (ServerWord word : voice.hear(packet)) {
        switch (word) {
          case ServerWord.License(LicensingMessage message) -> {
            return license(message, at);
          }
          case ServerWord.Redirection(var redirection) -> {
            news.redirected(redirection, at);
            if (SessionNews.isMeant(redirection)) {
              return packets.done();
            }
          }
          case ServerWord.Share(SharePdu pdu) -> {
            if (pdu instanceof DemandActive active) {
              return omitted(active, at);
            }
            if (pdu instanceof DataPdu data && !declined) {
              news.heard(data.data(), at);
            }
          }
          case ServerWord.Aside(Bytes answer) -> answers = answers.plus(answer);
          case ServerWord.Picture() -> {
            // too early, and no answer to what was asked
          }
        }
      }
      return answers.isEmpty() ? packets.listen(at) : packets.answer(answers, at);
    } catch (DecodeException e) {
      return packets.unreadable(e.fault().describe(), packet, at);
    }
  }

  private Turn omitted(DemandActive active, Duration at) {
    demand = Optional.of(active);
    goesOn = true;
    return packets.done(
        new LicensingOmitted(
            packets.elapsed(at),
            packets.evidence("a Demand Active without a word about licenses", at)));
  }

  private Turn license(LicensingMessage message, Duration at) {
    return switch (message) {
      case LicenseErrorMessage error when isFine(error) -> {
        goesOn = true;
        yield packets.done(
            new LicenseValid(
                packets.elapsed(at),
                packets.evidence("a licensing message, " + error.dwErrorCode(), at)));
      }
      case LicenseErrorMessage _ when declined -> packets.done();
      case LicenseErrorMessage error -> refused(error, at);
      case LicenseRequest request -> offered(request, at);
      case OtherLicensingMessage _ -> packets.listen(at);
    };
  }

  private static boolean isFine(LicenseErrorMessage error) {
    return error.dwErrorCode().equals(LicenseErrorCode.STATUS_VALID_CLIENT);
  }

  private Turn refused(LicenseErrorMessage error, Duration at) {
    String name = error.dwErrorCode().toString();
    String transition = error.transitionName();
    return packets.done(
        new LicensingRefused(
            error.dwErrorCode().value(),
            name,
            transition,
            packets.elapsed(at),
            packets.evidence("a licensing error, " + name + ", " + transition, at)));
  }

  private Turn offered(LicenseRequest request, Duration at) {
    String company = plain(request.productInfo().companyName());
    String product = plain(request.productInfo().productId());
    packets.saw(
        new LicenseOffered(
            company,
            product,
            packets.elapsed(at),
            packets.evidence("a license request for " + product + " of " + company, at)));
    if (overheard) {
      packets.step(SETTINGS, "what it answers to a license request", at);
      return packets.listen(at);
    }
    declined = true;
    return packets.say(SETTINGS, "that no license is there, and none wanted", voice.decline(), at);
  }

  private static String plain(String text) {
    return ForeignText.plain(text.replace("\0", ""));
  }
}
