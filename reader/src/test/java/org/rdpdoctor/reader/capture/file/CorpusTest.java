package org.rdpdoctor.reader.capture.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Opening.How;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.wire.Bytes;

/// Real captures against what tshark and capinfos count in them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CorpusTest {
  private static final Path CORPUS = Path.of("../../shared/corpus");

  /// Where tshark counts other TCP conversations than there are, and how many there are.
  private static final Map<String, Long> OTHERWISE =
      Map.of(
          // It starts each of the two anew with the first word of VNC, among the same ports.
          "neg_vnc.pcap", 2L,
          // It takes a header that is too short for TCP, and a data packet in which a bit error has
          // set SYN beside PSH and URG, for new connections.
          "derived_zeek_rdp-proprietary_biterrors.pcap", 38L);

  /// Here the headers themselves are damaged, and each reader makes something else of them.
  private static final String DAMAGED = "derived_zeek_rdp-proprietary_biterrors.pcap";

  static Stream<String> captures() throws IOException {
    Path folder = CORPUS.resolve("pcap");
    if (!Files.isDirectory(folder)) {
      return Stream.of("");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void packets_and_conversations_are_those_that_others_count(String name) throws IOException {
    assumeTrue(!name.isEmpty(), "there is no ../shared/corpus here");
    Map<?, ?> facts = facts(name);
    Listener listener = new Listener();

    CaptureTally tally =
        CaptureFile.read(CORPUS.resolve("pcap").resolve(name), CaptureOptions.USUAL, listener);

    List<?> capinfos = (List<?>) requireNonNull(facts.get("capinfos"));
    assertThat(tally.packets()).isEqualTo(Long.parseLong((String) capinfos.get(3)));
    if (tally.packets() > 0) {
      assertThat(tally.firstSeen().orElseThrow().toString())
          .startsWith(((String) capinfos.get(4)).replace(' ', 'T').substring(0, 19));
      assertThat(tally.lastSeen().orElseThrow().toString())
          .startsWith(((String) capinfos.get(5)).replace(' ', 'T').substring(0, 19));
    }
    long streams = (Long) requireNonNull(facts.get("tcp_streams"));
    assertThat(tally.tcp()).isEqualTo(OTHERWISE.getOrDefault(name, streams));
    List<Conversation> tcp =
        listener.conversations().stream()
            .filter(each -> each.transport() == Transport.TCP)
            .toList();
    assertThat(tcp).hasSize((int) tally.tcp());
    if (!name.equals(DAMAGED)) {
      ((Map<?, ?>) requireNonNull(facts.get("streams")))
          .forEach(
              (number, stream) ->
                  compare(tcp.get(Integer.parseInt((String) number)), (Map<?, ?>) stream));
    }
  }

  private static void compare(Conversation ours, Map<?, ?> theirs) {
    assertThat(ours.client().toString()).isEqualTo(theirs.get("client"));
    assertThat(ours.server().toString()).isEqualTo(theirs.get("server"));
    assertThat(ours.fromClient().packets() + ours.fromServer().packets())
        .isEqualTo(theirs.get("frames"));
    assertThat(ours.fromClient().bytes()).isEqualTo(theirs.get("client_bytes"));
    assertThat(ours.fromServer().bytes()).isEqualTo(theirs.get("server_bytes"));
    assertThat(ours.opening().syns() > 0).isEqualTo(theirs.get("syn"));
    assertThat(ours.opening().how() == How.ESTABLISHED).isEqualTo(theirs.get("synack"));
    // They count SYNs and their answers that were sent again, too.
    assertThat(ours.fromClient().repeated() + ours.fromServer().repeated())
        .isLessThanOrEqualTo((Long) requireNonNull(theirs.get("retransmissions")));
  }

  @Test
  void what_is_heard_is_what_was_sent_whatever_the_file_format() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "there is no ../shared/corpus here");

    assertThat(said("derived_suricata_RDP-003.pcapng")).isEqualTo(said("suricata_RDP-003.pcap"));
    assertThat(said("derived_zeek_rdp-to-ssl_ns.pcap")).isEqualTo(said("zeek_rdp-to-ssl.pcap"));
  }

  private static List<List<String>> said(String name) throws IOException {
    Listener listener = new Listener();
    listener.read(Bytes.copyOf(Files.readAllBytes(CORPUS.resolve("pcap").resolve(name))));
    return listener.said();
  }

  private static Map<?, ?> facts(String name) throws IOException {
    Path file = CORPUS.resolve("reference/pcap").resolve(name + ".facts.json");
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      return (Map<?, ?>) value(parser);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> parser.getText();
    };
  }
}
