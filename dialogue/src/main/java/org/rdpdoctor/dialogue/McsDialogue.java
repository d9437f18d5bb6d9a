package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.McsFact.ChannelJoinRefused;
import org.rdpdoctor.facts.McsFact.ChannelsJoined;
import org.rdpdoctor.facts.McsFact.DomainConnected;
import org.rdpdoctor.facts.McsFact.McsRefused;
import org.rdpdoctor.facts.McsFact.RequestChangedOnTheWay;
import org.rdpdoctor.facts.UdpFact.UdpOffered;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.gcc.ClientClusterData;
import org.rdpdoctor.wire.gcc.ClientCoreData;
import org.rdpdoctor.wire.gcc.ClientData;
import org.rdpdoctor.wire.gcc.ClientData.ClientMultitransportChannelData;
import org.rdpdoctor.wire.gcc.ClientNetworkData;
import org.rdpdoctor.wire.gcc.ClientSecurityData;
import org.rdpdoctor.wire.gcc.ConferenceCreateRequest;
import org.rdpdoctor.wire.gcc.ConferenceCreateResponse;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerCoreData;
import org.rdpdoctor.wire.gcc.ServerData.ServerMultitransportChannelData;
import org.rdpdoctor.wire.gcc.ServerNetworkData;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.mcs.ConnectInitial;
import org.rdpdoctor.wire.mcs.ConnectResponse;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ErectDomainRequest;
import org.rdpdoctor.wire.mcs.McsResult;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;

/// From the first word after the security protocol stands to the joined channels: basic settings
/// and channel connection (MS-RDPBCGR 1.3.1.1). Nobody is logged on by it.
public final class McsDialogue implements Dialogue {
  private static final String CLIENT_NAME = "rdpdoctor";
  private static final int WIDTH = 1024;
  private static final int HEIGHT = 768;
  private static final int EARLY_CAPABILITIES =
      ClientCoreData.RNS_UD_CS_SUPPORT_ERRINFO_PDU
          | ClientCoreData.RNS_UD_CS_SUPPORT_STATUSINFO_PDU
          | ClientCoreData.RNS_UD_CS_STRONG_ASYMMETRIC_KEYS
          | ClientCoreData.RNS_UD_CS_VALID_CONNECTION_TYPE
          | ClientCoreData.RNS_UD_CS_SUPPORT_SKIP_CHANNELJOIN;

  /// The tag of a Connect-Response: application 102 in BER.
  private static final Bytes CONNECT_RESPONSE = Bytes.of(0x7F, 0x66);

  private static final String CONNECT = "connect";
  private static final String ATTACH = "attach";
  private static final String JOIN = "join";

  private final Packets packets;
  private final Optional<Protocols> requested;
  private final Protocols selected;
  private final EncryptionMethods methods;
  private final boolean overheard;
  private final List<String> virtualChannels;
  private final Deque<Channel> toJoin = new ArrayDeque<>();
  private int channels;
  private int joined;
  private boolean skipsJoins;
  private Optional<Domain> domain = Optional.empty();
  private Optional<ConferenceCreateResponse> conference = Optional.empty();
  private int user;
  private State state = State.CONNECTING;

  private enum State {
    CONNECTING,
    ATTACHING,
    JOINING
  }

  /// @param requested the protocols of the connection request that was sent
  /// @param selected what the server selected, standard RDP security if it did not say
  /// @param methods of standard RDP security that are offered
  /// @param patience for the whole conversation, however slowly it goes
  public McsDialogue(
      Peer peer,
      Protocols requested,
      Protocols selected,
      EncryptionMethods methods,
      Duration patience) {
    this(peer, Optional.of(requested), selected, methods, false, List.of(), patience);
  }

  private McsDialogue(
      Peer peer,
      Optional<Protocols> requested,
      Protocols selected,
      EncryptionMethods methods,
      boolean overheard,
      List<String> virtualChannels,
      Duration patience) {
    this.packets = new Packets(peer, new Mishap.Mcs(), patience);
    this.requested = requested;
    this.selected = selected;
    this.methods = methods;
    this.overheard = overheard;
    this.virtualChannels = List.copyOf(virtualChannels);
  }

  /// The same between a client and a server that are only listened to: begun when the client
  /// sends its Connect-Initial, which need not be said again. It joins what it likes, and
  /// [#wentOn] tells that it has done.
  ///
  /// @param requested nothing if the request was not heard
  /// @param settings of the client
  public static McsDialogue overheard(
      Peer peer,
      Optional<Protocols> requested,
      Protocols selected,
      ConferenceCreateRequest settings) {
    return new McsDialogue(
        peer,
        requested,
        selected,
        settings
            .first(ClientSecurityData.class)
            .map(security -> security.encryptionMethods().and(security.extEncryptionMethods()))
            .orElse(EncryptionMethods.NONE),
        true,
        settings.first(ClientNetworkData.class).stream()
            .flatMap(network -> network.channelDefArray().stream())
            .map(channel -> ForeignText.plain(channel.name()))
            .toList(),
        Overheard.FOR_EVER);
  }

  /// The client that is listened to has said what comes after the last channel.
  public Turn wentOn(Duration at) {
    if (state != State.JOINING) {
      return packets.listen(at);
    }
    skipsJoins = joined == 0;
    channels = skipsJoins ? channels : joined;
    return finished("nothing against the channels", at);
  }

  /// The client that is listened to leaves; the channels that it joined are joined.
  public Turn left(Duration at) {
    return joined > 0 ? wentOn(at) : packets.listen(at);
  }

  /// The domain, once all channels are joined; nothing if it did not come to that.
  public Optional<Domain> domain() {
    return domain;
  }

  /// What the server said of its settings, if it did.
  public Optional<ConferenceCreateResponse> conference() {
    return conference;
  }

  @Override
  public Turn begin(Duration at) {
    packets.begin(at);
    List<ClientData> blocks =
        List.of(
            ClientCoreData.of(CLIENT_NAME, WIDTH, HEIGHT, EARLY_CAPABILITIES, selected),
            ClientClusterData.redirectable(),
            new ClientSecurityData(methods, EncryptionMethods.NONE),
            new ClientNetworkData(List.of()),
            ClientMultitransportChannelData.all());
    Bytes initial = ConnectInitial.of(new ConferenceCreateRequest(blocks).encode()).encode();
    return packets.say(
        CONNECT,
        "an MCS Connect-Initial" + (selected.usesTls() ? "" : " with encryption " + methods),
        new DataTpdu(initial).encode(),
        at);
  }

  @Override
  public Turn hear(Heard heard) {
    return packets.hear(heard, this::hear);
  }

  private Turn hear(Bytes packet, Duration at) {
    Optional<Goodbye> goodbye = Goodbye.in(packet);
    if (goodbye.isPresent()) {
      return packets.disconnected(goodbye.get(), at);
    }
    try {
      return read(packet, at);
    } catch (DecodeException e) {
      return packets.unreadable(e.fault().describe(), packet, at);
    }
  }

  private Turn read(Bytes packet, Duration at) throws DecodeException {
    Bytes message = DataTpdu.decode(packet).userData();
    return switch (state) {
      case CONNECTING ->
          message.startsWith(CONNECT_RESPONSE)
              ? connected(ConnectResponse.decode(message), packet, at)
              : packets.unreadable("no MCS Connect-Response", packet, at);
      case ATTACHING ->
          DomainMcsPdu.decode(message) instanceof AttachUserConfirm confirm
              ? attached(confirm, at)
              : packets.listen(at);
      case JOINING ->
          DomainMcsPdu.decode(message) instanceof ChannelJoinConfirm confirm
              ? joined(confirm, at)
              : packets.listen(at);
    };
  }

  private Turn connected(ConnectResponse response, Bytes packet, Duration at)
      throws DecodeException {
    if (!response.result().equals(McsResult.SUCCESSFUL)) {
      return refused(response.result(), "an MCS Connect-Response", at);
    }
    var settings = ConferenceCreateResponse.decode(response.userData());
    var core = settings.first(ServerCoreData.class);
    var network = settings.first(ServerNetworkData.class);
    var security = settings.first(ServerSecurityData.class);
    if (core.isEmpty() || network.isEmpty() || security.isEmpty()) {
      return packets.unreadable("settings without core, network or security data", packet, at);
    }
    conference = Optional.of(settings);
    String version = core.get().versionName();
    packets.saw(
        new DomainConnected(
            version,
            packets.elapsed(at),
            packets.evidence("an MCS Connect-Response, RDP version " + version, at)));
    compareRequests(core.get(), at);
    offeredUdp(settings, at);
    SecurityReading.of(security.get(), selected, methods, packets, at);
    skipsJoins = core.get().skipsChannelJoin();
    domain =
        Optional.of(
            new Domain(
                selected, 0, network.get().mcsChannelId(), security.get(), Optional.empty()));
    state = State.ATTACHING;
    Bytes requests =
        new DataTpdu(new ErectDomainRequest(0, 0).encode())
            .encode()
            .plus(new DataTpdu(new AttachUserRequest().encode()).encode());
    return packets.say(ATTACH, "an MCS Attach User Request", requests, at);
  }

  /// Which UDP transports the server says that it has, in answer to what we can.
  private void offeredUdp(ConferenceCreateResponse settings, Duration at) {
    settings
        .first(ServerMultitransportChannelData.class)
        .map(ServerMultitransportChannelData::transports)
        .filter(transports -> !transports.isEmpty())
        .ifPresent(
            transports ->
                packets.saw(
                    new UdpOffered(
                        transports,
                        packets.evidence(
                            "multitransport data: " + String.join(", ", transports), at))));
  }

  /// What the server understood of the connection request, where it says so.
  private void compareRequests(ServerCoreData core, Duration at) {
    Optional<Protocols> received = core.clientRequestedProtocols();
    if (received.isPresent() && requested.isPresent() && !received.equals(requested)) {
      packets.saw(
          new RequestChangedOnTheWay(
              requested.get().names(),
              received.get().names(),
              packets.evidence(
                  "that the connection request offered "
                      + received.get()
                      + ", when "
                      + requested.get()
                      + " was sent",
                  at)));
    }
  }

  private Turn refused(McsResult result, String what, Duration at) {
    domain = Optional.empty();
    return packets.done(
        new McsRefused(
            state == State.CONNECTING ? CONNECT : ATTACH,
            result.value(),
            result.toString(),
            packets.elapsed(at),
            packets.evidence(what + " with " + result, at)));
  }

  private Turn attached(AttachUserConfirm confirm, Duration at) {
    if (!confirm.result().equals(McsResult.SUCCESSFUL) || confirm.initiator().isEmpty()) {
      return refused(confirm.result(), "an Attach User Confirm without a user,", at);
    }
    user = confirm.initiator().getAsInt();
    int ioChannel = domain.orElseThrow().ioChannel();
    toJoin.addAll(
        conference
            .map(settings -> Channel.ofDomain(user, ioChannel, settings, virtualChannels))
            .orElse(List.of()));
    channels = toJoin.size();
    if (overheard) {
      state = State.JOINING;
      packets.step(JOIN, "Channel Join Requests", at);
      return packets.listen(at);
    }
    if (skipsJoins) {
      return finished("an Attach User Confirm", at);
    }
    state = State.JOINING;
    return joinNext(at);
  }

  /// One after the other, each after the answer to the one before (MS-RDPBCGR 3.2.5.3.8).
  private Turn joinNext(Duration at) {
    Channel next = toJoin.getFirst();
    return packets.say(
        JOIN,
        "a Channel Join Request for the " + next.name() + " channel",
        new DataTpdu(new ChannelJoinRequest(user, next.id()).encode()).encode(),
        at);
  }

  private Turn joined(ChannelJoinConfirm confirm, Duration at) {
    Channel asked = asked(confirm);
    if (!confirm.result().equals(McsResult.SUCCESSFUL) || confirm.channelId().isEmpty()) {
      domain = Optional.empty();
      return packets.done(
          new ChannelJoinRefused(
              asked.name(),
              confirm.result().value(),
              confirm.result().toString(),
              packets.evidence("a Channel Join Confirm with " + confirm.result(), at)));
    }
    joined++;
    if (overheard) {
      return packets.listen(at);
    }
    return toJoin.isEmpty() ? finished("the last Channel Join Confirm", at) : joinNext(at);
  }

  /// Whoever asks knows what was asked for last; whoever listens looks for it.
  private Channel asked(ChannelJoinConfirm confirm) {
    if (!overheard) {
      return toJoin.removeFirst();
    }
    return Channel.named(confirm.requested(), toJoin);
  }

  private Turn finished(String heard, Duration at) {
    Domain before = domain.orElseThrow();
    domain =
        Optional.of(
            new Domain(selected, user, before.ioChannel(), before.security(), Optional.empty()));
    return packets.done(
        new ChannelsJoined(channels, skipsJoins, packets.elapsed(at), packets.evidence(heard, at)));
  }
}
