package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.gcc.ClientCoreData;
import org.rdpdoctor.wire.gcc.ClientData.ClientMultitransportChannelData;
import org.rdpdoctor.wire.gcc.ClientNetworkData;
import org.rdpdoctor.wire.gcc.ClientSecurityData;
import org.rdpdoctor.wire.gcc.ConferenceCreateRequest;
import org.rdpdoctor.wire.gcc.ConferenceCreateResponse;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerCoreData;
import org.rdpdoctor.wire.gcc.ServerData;
import org.rdpdoctor.wire.gcc.ServerData.ServerMultitransportChannelData;
import org.rdpdoctor.wire.gcc.ServerNetworkData;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.mcs.ConnectInitial;
import org.rdpdoctor.wire.mcs.ConnectResponse;
import org.rdpdoctor.wire.mcs.DisconnectReason;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.mcs.DomainParameters;
import org.rdpdoctor.wire.mcs.McsResult;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.RoutingToken;

/// Acts out a [SessionScript], from the MCS Connect-Initial to the channels; [Desktop] goes on from
/// there.
@SpecifiedIn("MS-RDPBCGR 1.3.1.1")
final class SessionStage {
  static final int IO_CHANNEL = 1003;
  private static final int RDP_10_6 = 0x0008000B;
  private static final int NODE_ID = 31219;
  private static final int MOST_CHANNELS = 31;

  private final Line line;
  private final SessionScript script;
  private final Protocols offered;
  private final boolean routed;
  private final boolean standardSecurity;
  private boolean ended;

  private SessionStage(
      Line line, SessionScript script, ConnectionRequest request, boolean standardSecurity) {
    this.line = line;
    this.script = script;
    this.offered =
        request
            .negotiation()
            .map(ConnectionRequest.Negotiation::requestedProtocols)
            .orElse(Protocols.RDP);
    this.routed = request.routing().map(RoutingToken::new).filter(RoutingToken::leads).isPresent();
    this.standardSecurity = standardSecurity;
  }

  /// @param request the client's connection request
  static SessionStage standardSecurity(Line line, SessionScript script, ConnectionRequest request) {
    return new SessionStage(line, script, request, true);
  }

  static SessionStage insideTls(Line line, SessionScript script, ConnectionRequest request) {
    return new SessionStage(line, script, request, false);
  }

  void act() throws IOException, DecodeException {
    Bytes first = line.packet();
    if (first.isEmpty()) {
      line.leave(Ending.CLOSE);
      return;
    }
    var initial = ConnectInitial.decode(DataTpdu.decode(first).userData());
    var request = ConferenceCreateRequest.decode(initial.userData());
    Optional<StandardSecurity> security = security(request);
    if (!goesOn(script.connect(), SessionStage::refusedConnect)) {
      return;
    }
    if (standardSecurity && security.isEmpty()) {
      // MS-RDPBCGR 5.3.2.1: without a word.
      line.leave(Ending.CLOSE);
      return;
    }
    List<Integer> channels = channels(request);
    say(response(McsResult.SUCCESSFUL, conference(request, channels, security).encode()));
    int user = IO_CHANNEL + channels.size() + 1;
    Optional<DomainMcsPdu> next = joinChannels(user);
    if (next.isPresent()) {
      line.reached(Stage.MCS);
      var desktop =
          new Desktop(
              line,
              script,
              security.filter(StandardSecurity::encrypts),
              user,
              request.first(ClientCoreData.class),
              routed);
      desktop.show(next.get());
    } else if (!ended) {
      line.leave(Ending.CLOSE);
    }
  }

  private Optional<StandardSecurity> security(ConferenceCreateRequest request) {
    if (!standardSecurity) {
      return Optional.empty();
    }
    EncryptionMethods methods =
        request
            .first(ClientSecurityData.class)
            .map(
                data ->
                    data.encryptionMethods().flags() != 0
                        ? data.encryptionMethods()
                        : data.extEncryptionMethods())
            .orElse(EncryptionMethods.NONE);
    return StandardSecurity.choose(script.encryption(), methods);
  }

  private static List<Integer> channels(ConferenceCreateRequest request) {
    int wanted =
        request.first(ClientNetworkData.class).map(net -> net.channelDefArray().size()).orElse(0);
    var ids = new ArrayList<Integer>();
    for (int i = 1; i <= Math.min(wanted, MOST_CHANNELS); i++) {
      ids.add(IO_CHANNEL + i);
    }
    return ids;
  }

  private ConferenceCreateResponse conference(
      ConferenceCreateRequest request,
      List<Integer> channels,
      Optional<StandardSecurity> security) {
    var blocks = new ArrayList<ServerData>();
    blocks.add(new ServerCoreData(RDP_10_6, Optional.of(offered), OptionalInt.of(0)));
    blocks.add(new ServerNetworkData(IO_CHANNEL, channels));
    request
        .first(ClientMultitransportChannelData.class)
        .filter(_ -> script.connect() instanceof SessionStep.OfferUdp)
        .map(client -> new ServerMultitransportChannelData(client.flags()))
        .ifPresent(blocks::add);
    // Last, as on Windows: rdesktop reads on past its end.
    blocks.add(security.map(StandardSecurity::serverData).orElse(ServerSecurityData.UNUSED));
    return new ConferenceCreateResponse(NODE_ID, 1, 0, blocks);
  }

  private static Bytes response(McsResult result, Bytes userData) {
    return new ConnectResponse(result, 0, DomainParameters.SETTLED, userData).encode();
  }

  /// Answers requests until something else comes, which is returned; nothing if the client leaves.
  private Optional<DomainMcsPdu> joinChannels(int user) throws IOException, DecodeException {
    while (true) {
      Bytes packet = line.packet();
      if (packet.isEmpty()) {
        return Optional.empty();
      }
      DomainMcsPdu pdu = DomainMcsPdu.decode(DataTpdu.decode(packet).userData());
      switch (pdu) {
        case DomainMcsPdu.ErectDomainRequest _ -> {}
        case DomainMcsPdu.AttachUserRequest() -> {
          if (!goesOn(script.attach(), SessionStage::refusedAttach)) {
            return Optional.empty();
          }
          say(new AttachUserConfirm(McsResult.SUCCESSFUL, OptionalInt.of(user)).encode());
        }
        case DomainMcsPdu.ChannelJoinRequest(_, int channel) -> {
          if (!goesOn(
              script.join(),
              result ->
                  new ChannelJoinConfirm(result, user, channel, OptionalInt.empty()).encode())) {
            return Optional.empty();
          }
          say(
              new ChannelJoinConfirm(McsResult.SUCCESSFUL, user, channel, OptionalInt.of(channel))
                  .encode());
        }
        case DomainMcsPdu.SendDataRequest _ -> {
          return Optional.of(pdu);
        }
        case DisconnectProviderUltimatum _,
            AttachUserConfirm _,
            ChannelJoinConfirm _,
            DomainMcsPdu.SendDataIndication _ -> {
          return Optional.empty();
        }
      }
    }
  }

  /// Acts out a step that comes instead of an answer.
  ///
  /// @return true if there is none, and the answer is to be given
  private boolean goesOn(SessionStep step, Function<McsResult, Bytes> refusal) throws IOException {
    switch (step) {
      case SessionStep.GoOn _, SessionStep.OfferUdp _ -> {
        return true;
      }
      case SessionStep.Leave(Ending ending) -> line.leave(ending);
      case SessionStep.Say(Bytes bytes, Ending ending) -> {
        line.say(bytes);
        line.leave(ending);
      }
      case SessionStep.Refuse(int result) -> {
        say(refusal.apply(new McsResult(result)));
        line.leave(Ending.CLOSE);
      }
      case SessionStep.Disconnect(int reason) -> {
        say(new DisconnectProviderUltimatum(new DisconnectReason(reason)).encode());
        line.leave(Ending.CLOSE);
      }
      case SessionStep other ->
          throw new IllegalStateException("no step of a channel connection: " + other);
    }
    ended = true;
    return false;
  }

  private static Bytes refusedConnect(McsResult result) {
    return response(result, Bytes.EMPTY);
  }

  private static Bytes refusedAttach(McsResult result) {
    return new AttachUserConfirm(result, OptionalInt.empty()).encode();
  }

  private void say(Bytes message) throws IOException {
    line.say(new DataTpdu(message).encode());
  }
}
