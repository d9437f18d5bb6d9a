package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.util.Optional;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Redirection;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.gcc.ClientCoreData;
import org.rdpdoctor.wire.licensing.LicenseBlob;
import org.rdpdoctor.wire.licensing.LicenseErrorCode;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.mcs.DisconnectReason;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataRequest;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.security.SecurityExchange;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.security.SessionCiphers;
import org.rdpdoctor.wire.share.LogonInfo;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.ShareData.Control;
import org.rdpdoctor.wire.share.ShareData.Synchronize;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.x224.DataTpdu;

/// The server's side from Client Info on: licensing, activation, and then a black screen until the
/// client leaves.
@SpecifiedIn("MS-RDPBCGR 1.3.1.1")
final class Desktop {
  private static final Bytes DESCRIPTOR = Bytes.ascii("RDP").plus(Bytes.of(0));
  private static final Bytes DEACTIVATION = Bytes.hex("ea 03 01 00 01 00 00");
  private static final int DEFAULT_COLOR_DEPTH = 16;
  private static final int FAST_PATH_SALTED = 0x40;
  private static final int FAST_PATH_ENCRYPTED = 0x80;

  private final Line line;
  private final SessionScript script;
  private final Optional<StandardSecurity> security;
  private final int user;
  private final Optional<ClientCoreData> client;
  private final DesktopVoice voice;
  private final boolean routed;
  private Optional<SessionCiphers> ciphers = Optional.empty();
  private Ending ending = Ending.CLOSE;
  private boolean active;
  private boolean offered;

  /// What happened at a step.
  private enum Outcome {
    /// Nothing unusual: the answer is to be given.
    ANSWER,
    /// The step took the answer's place, and the connection goes on.
    SAID,
    /// The connection is over.
    OVER
  }

  Desktop(
      Line line,
      SessionScript script,
      Optional<StandardSecurity> security,
      int user,
      Optional<ClientCoreData> client,
      boolean routed) {
    this.line = line;
    this.routed = routed;
    this.voice = new DesktopVoice(line);
    this.script = script;
    this.security = security;
    this.user = user;
    this.client = client;
  }

  /// Goes on from the first message after the channel joins, to the end.
  void show(DomainMcsPdu first) throws IOException, DecodeException {
    line.waitForever();
    boolean stays = first instanceof SendDataRequest data && hear(data);
    while (stays) {
      Bytes packet = frame();
      stays = !packet.isEmpty() && hear(packet);
    }
    line.leave(ending);
  }

  /// Acts out what a step puts in the place of an answer.
  private Outcome act(SessionStep step) throws IOException {
    switch (step) {
      case SessionStep.GoOn() -> {
        return Outcome.ANSWER;
      }
      case SessionStep.Leave(Ending how) -> ending = how;
      case SessionStep.Say(Bytes bytes, Ending how) -> {
        line.say(bytes);
        ending = how;
      }
      case SessionStep.Disconnect(int reason) ->
          voice.send(new DisconnectProviderUltimatum(new DisconnectReason(reason)));
      case SessionStep.TellError(int errorInfo) -> {
        voice.say(new ShareData.SetErrorInfo(errorInfo));
        voice.send(new DisconnectProviderUltimatum(DisconnectReason.PROVIDER_INITIATED));
      }
      case SessionStep.Redirect(Redirection where) -> {
        voice.redirect(where);
        ending = Ending.SILENCE;
      }
      case SessionStep.RedirectUnrouted(Redirection where) -> {
        if (routed) {
          return Outcome.ANSWER;
        }
        voice.redirect(where);
        ending = Ending.SILENCE;
      }
      case SessionStep.Deactivate() -> {
        voice.say(new SharePdu.DeactivateAll(DesktopVoice.SERVER_CHANNEL, DEACTIVATION));
        ending = Ending.SILENCE;
      }
      case SessionStep.LicenseError(int code, int transition) ->
          voice.license(
              new LicenseErrorMessage(
                  LicensingMessage.PREAMBLE_VERSION_3_0,
                  new LicenseErrorCode(code),
                  transition,
                  LicenseBlob.NO_ERROR));
      case SessionStep.OfferLicense() -> {
        voice.license(LicenseOffer.message());
        offered = true;
        return Outcome.SAID;
      }
      case SessionStep.OmitLicensing() -> {
        demandActive();
        return Outcome.SAID;
      }
      case SessionStep.ShowNothing() -> {
        return Outcome.SAID;
      }
      case SessionStep.ShowLogonMessage(int type, int data) -> {
        voice.say(new LogonInfo.LogonError(type, data).inSaveSessionInfo());
        return Outcome.SAID;
      }
      case SessionStep.Refuse _, SessionStep.OfferUdp _ ->
          throw new IllegalStateException("no step of a session: " + step);
    }
    return Outcome.OVER;
  }

  private boolean hear(Bytes packet) throws IOException, DecodeException {
    if (packet.at(0) != 3) {
      fastPath(packet);
      return true;
    }
    return switch (DomainMcsPdu.decode(DataTpdu.decode(packet).userData())) {
      case SendDataRequest data -> data.channelId() != SessionStage.IO_CHANNEL || hear(data);
      case DisconnectProviderUltimatum _ -> false;
      case DomainMcsPdu _ -> true;
    };
  }

  /// Data on the I/O channel. True if the connection goes on.
  private boolean hear(SendDataRequest request) throws IOException, DecodeException {
    if (security.isEmpty() && active) {
      return share(request.userData());
    }
    var header = SecurityHeader.decode(request.userData());
    if (security.isPresent() && header.has(SecurityHeader.SEC_EXCHANGE_PKT)) {
      ciphers = Optional.of(security.get().ciphers(SecurityExchange.decode(header.rest())));
      voice.encrypt(ciphers.get());
      return act(script.exchange()) != Outcome.OVER;
    }
    Bytes content =
        ciphers.isPresent() ? ciphers.get().clientToServer().open(header) : header.rest();
    if (header.has(SecurityHeader.SEC_INFO_PKT)) {
      ClientInfo.decode(content);
      line.reached(Stage.CLIENT_INFO);
      return license();
    }
    // Windows gives up on who does not take what it offers.
    return header.has(SecurityHeader.SEC_LICENSE_PKT) ? !offered : share(content);
  }

  private boolean license() throws IOException {
    Outcome outcome = act(script.settings());
    if (outcome == Outcome.ANSWER) {
      voice.license(LicenseErrorMessage.validClient());
      demandActive();
    }
    return outcome != Outcome.OVER;
  }

  private void demandActive() throws IOException {
    active = true;
    int width = client.map(ClientCoreData::desktopWidth).orElse(1024);
    int height = client.map(ClientCoreData::desktopHeight).orElse(768);
    voice.say(
        new SharePdu.DemandActive(
            DesktopVoice.SERVER_CHANNEL,
            DesktopVoice.SHARE_ID,
            DESCRIPTOR,
            ServerCapabilities.of(width, height, depth(), DesktopVoice.SERVER_CHANNEL),
            0));
  }

  private int depth() {
    return client
        .map(core -> core.highColorDepth().orElse(DEFAULT_COLOR_DEPTH))
        .orElse(DEFAULT_COLOR_DEPTH);
  }

  private boolean share(Bytes message) throws IOException, DecodeException {
    return switch (SharePdu.decode(message)) {
      case SharePdu.ConfirmActive _ -> {
        line.reached(Stage.ACTIVE);
        yield act(script.activation()) != Outcome.OVER;
      }
      case SharePdu.DataPdu pdu -> data(pdu.data());
      case SharePdu _ -> true;
    };
  }

  private boolean data(ShareData data) throws IOException {
    switch (data) {
      case Synchronize _ -> {
        voice.say(new Synchronize(Synchronize.SYNCMSGTYPE_SYNC, user));
        voice.say(new Control(Control.CTRLACTION_COOPERATE, 0, 0));
      }
      case Control(int action, _, _) -> {
        if (action == Control.CTRLACTION_REQUEST_CONTROL) {
          voice.say(
              new Control(Control.CTRLACTION_GRANTED_CONTROL, user, DesktopVoice.SERVER_CHANNEL));
        }
      }
      case ShareData.FontList _ -> {
        voice.say(ShareData.FontMap.EMPTY);
        line.reached(Stage.SESSION);
        return desktop();
      }
      case ShareData.ShutdownRequest() -> {
        // Nobody is logged on in a black screen, so the client may go.
        voice.send(new DisconnectProviderUltimatum(DisconnectReason.USER_REQUESTED));
        return false;
      }
      case ShareData _ -> {}
    }
    return true;
  }

  private boolean desktop() throws IOException {
    Outcome outcome = act(script.desktop());
    if (outcome == Outcome.ANSWER) {
      voice.say(ShareData.SaveSessionInfo.plainNotify());
      voice.say(new ShareData.OtherShareData(ShareData.PDUTYPE2_UPDATE, 0, voice.picture(depth())));
    }
    return outcome != Outcome.OVER;
  }

  /// A packet of either path, whole; empty at the end.
  private Bytes frame() throws IOException, DecodeException {
    Bytes head = line.take(2);
    if (head.size() < 2) {
      return Bytes.EMPTY;
    }
    if (head.at(0) == 3) {
      head = head.plus(line.take(2));
      return head.size() < 4
          ? Bytes.EMPTY
          : complete(head, new WireReader(head.from(2)).u16be("length"));
    }
    if (head.at(1) < 0x80) {
      return complete(head, head.at(1));
    }
    head = head.plus(line.take(1));
    return head.size() < 3 ? Bytes.EMPTY : complete(head, (head.at(1) & 0x7F) << 8 | head.at(2));
  }

  private Bytes complete(Bytes head, int size) throws IOException {
    Bytes packet = head.plus(line.take(Math.max(0, size - head.size())));
    line.note(packet);
    return packet;
  }

  /// Input, which a black screen has no use for; but the cipher counts on having seen it.
  private void fastPath(Bytes packet) throws DecodeException {
    int flags = packet.at(0);
    if (ciphers.isPresent() && (flags & FAST_PATH_ENCRYPTED) != 0) {
      Bytes sealed = packet.from(packet.at(1) < 0x80 ? 2 : 3);
      ciphers.get().clientToServer().open(sealed, (flags & FAST_PATH_SALTED) != 0);
    }
  }
}
