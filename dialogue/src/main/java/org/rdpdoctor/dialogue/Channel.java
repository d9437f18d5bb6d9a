package org.rdpdoctor.dialogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rdpdoctor.wire.gcc.ConferenceCreateResponse;
import org.rdpdoctor.wire.gcc.ServerData.ServerMessageChannelData;
import org.rdpdoctor.wire.gcc.ServerNetworkData;

/// A channel that a client joins, by the name that facts have for it.
record Channel(String name, int id) {

  /// All channels of a domain: the user's own, the I/O channel, whatever else the server has, and
  /// the virtual ones that the client wanted, in its order.
  static List<Channel> ofDomain(
      int user, int ioChannel, ConferenceCreateResponse settings, List<String> virtualChannels) {
    var all = new ArrayList<Channel>();
    all.add(new Channel("user", user));
    all.add(new Channel("I/O", ioChannel));
    settings
        .first(ServerMessageChannelData.class)
        .map(ServerMessageChannelData::mcsChannelId)
        .filter(id -> id != 0)
        .ifPresent(id -> all.add(new Channel("message", id)));
    List<Integer> ids =
        settings
            .first(ServerNetworkData.class)
            .map(ServerNetworkData::channelIdArray)
            .orElse(List.of());
    for (int i = 0; i < Math.min(ids.size(), virtualChannels.size()); i++) {
      all.add(new Channel(virtualChannels.get(i), ids.get(i)));
    }
    return List.copyOf(all);
  }

  /// The one with this id, or one that has no other name than that.
  static Channel named(int id, Collection<Channel> known) {
    return known.stream()
        .filter(channel -> channel.id() == id)
        .findFirst()
        .orElseGet(() -> new Channel("number " + id, id));
  }
}
