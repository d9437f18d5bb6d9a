package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.SessionFact.ErrorInfoSet;
import org.rdpdoctor.facts.SessionFact.LogonMessageShown;
import org.rdpdoctor.facts.SessionFact.LogonNotified;
import org.rdpdoctor.facts.SessionFact.SessionRedirected;
import org.rdpdoctor.facts.SessionFact.StatusTold;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.share.LogonInfo;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.ShareData;

/// What a server may tell at any time of a session, as facts.
final class SessionNews {
  private static final int MOST_TARGETS = 8;

  private final CodeNames names;
  private final Packets packets;
  private Optional<ServerRedirection> redirection = Optional.empty();

  SessionNews(CodeNames names, Packets packets) {
    this.names = names;
    this.packets = packets;
  }

  void heard(ShareData data, Duration at) throws DecodeException {
    switch (data) {
      case ShareData.SetErrorInfo(int code) when code != 0 -> {
        String hex = "0x%08X".formatted(code);
        String name = names.of("errinfo", code);
        packets.saw(
            new ErrorInfoSet(
                packets.step(),
                hex,
                name,
                packets.evidence("Set Error Info " + hex + ", " + name, at)));
      }
      case ShareData.StatusInfo(int code) -> {
        String hex = "0x%08X".formatted(code);
        String name = names.of("status-info", code);
        packets.saw(new StatusTold(hex, name, packets.evidence("Status Info " + name, at)));
      }
      case ShareData.SaveSessionInfo info -> logon(LogonInfo.decode(info.body()), at);
      case ShareData _ -> {
        // of no interest
      }
    }
  }

  private void logon(LogonInfo info, Duration at) {
    switch (info) {
      case LogonInfo.LoggedOn(String domain, String name) -> {
        String user = ForeignText.plain(domain.isEmpty() ? name : domain + "\\" + name);
        packets.saw(
            new LogonNotified(
                user,
                packets.evidence(
                    "a logon notification" + (user.isEmpty() ? "" : " for " + user), at)));
      }
      case LogonInfo.Extended(_, Optional<LogonInfo.LogonError> error) ->
          error.ifPresent(each -> message(each, at));
      case LogonInfo.Other _ -> {
        // a type of the future
      }
    }
  }

  private void message(LogonInfo.LogonError error, Duration at) {
    String code = "0x%08X".formatted(error.type());
    String name = names.of("logon-notification", error.type());
    String data =
        error.data() >= 0 && error.data() <= 3
            ? names.of("logon-notification-data", error.data())
            : "session " + Integer.toUnsignedString(error.data());
    packets.saw(
        new LogonMessageShown(
            code, name, data, packets.evidence("a logon message: " + name + ", " + data, at)));
  }

  /// Nobody goes there from here; [#redirection] says where it would lead.
  void redirected(ServerRedirection packet, Duration at) throws DecodeException {
    List<String> targets = targets(packet);
    List<String> flags = packet.flagNames();
    boolean token = packet.data(ServerRedirection.LB_LOAD_BALANCE_INFO).isPresent();
    if (isMeant(packet)) {
      redirection = Optional.of(packet);
    }
    packets.saw(
        new SessionRedirected(
            packets.step(),
            targets,
            flags,
            token,
            packets.evidence(
                "a redirection to "
                    + whereTo(targets, token)
                    + ", flags "
                    + String.join("|", flags),
                at)));
  }

  /// False for one that is for information only: the client stays.
  static boolean isMeant(ServerRedirection packet) {
    return !packet.has(ServerRedirection.LB_NOREDIRECT);
  }

  private static String whereTo(List<String> targets, boolean token) {
    if (!targets.isEmpty()) {
      return targets.getFirst();
    }
    return token ? "where a routing token leads" : "nowhere in particular";
  }

  Optional<ServerRedirection> redirection() {
    return redirection;
  }

  /// The name first, which is what a certificate is held against; each once.
  private static List<String> targets(ServerRedirection packet) throws DecodeException {
    var targets = new ArrayList<String>();
    packet.text(ServerRedirection.LB_TARGET_FQDN).ifPresent(targets::add);
    packet.text(ServerRedirection.LB_TARGET_NETBIOS_NAME).ifPresent(targets::add);
    packet.text(ServerRedirection.LB_TARGET_NET_ADDRESS).ifPresent(targets::add);
    targets.addAll(packet.addresses());
    return targets.stream()
        .map(ForeignText::plain)
        .filter(target -> !target.isEmpty())
        .distinct()
        .limit(MOST_TARGETS)
        .toList();
  }
}
