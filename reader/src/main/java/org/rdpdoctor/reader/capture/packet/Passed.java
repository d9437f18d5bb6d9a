package org.rdpdoctor.reader.capture.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts what was passed over, by reason.
final class Passed {
  private static final int MOST_LINKS = 64;

  private int[] links = new int[8];
  private long[] counts = new long[8];
  private int known;
  private long otherLinks;
  long malformed;
  long cut;
  long encrypted;
  long fragments;

  void link(int type) {
    for (int i = 0; i < known; i++) {
      if (links[i] == type) {
        counts[i]++;
        return;
      }
    }
    if (known == MOST_LINKS) {
      otherLinks++;
      return;
    }
    if (known == links.length) {
      links = Arrays.copyOf(links, known * 2);
      counts = Arrays.copyOf(counts, known * 2);
    }
    links[known] = type;
    counts[known++] = 1;
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      notes.add(
          "%s of a link type that is not known here (%s) %s passed over."
              .formatted(packets(counts[i]), nameOf(links[i]), counts[i] == 1 ? "was" : "were"));
    }
    if (otherLinks > 0) {
      notes.add("%s of further link types were passed over.".formatted(packets(otherLinks)));
    }
    if (malformed > 0) {
      notes.add(
          "%s with headers that make no sense %s passed over."
              .formatted(packets(malformed), malformed == 1 ? "was" : "were"));
    }
    if (cut == 1) {
      notes.add("1 packet was captured so short that its headers are cut; it was passed over.");
    } else if (cut > 1) {
      notes.add(
          "%d packets were captured so short that their headers are cut; they were passed over."
              .formatted(cut));
    }
    if (encrypted > 0) {
      notes.add(
          "%s %s IPsec (ESP): what is inside cannot be seen."
              .formatted(packets(encrypted), encrypted == 1 ? "is" : "are"));
    }
    if (fragments > 0) {
      notes.add(
          "%d fragmented IP packets are not whole in the capture and were passed over."
              .formatted(fragments));
    }
    return notes;
  }

  private static String packets(long count) {
    return count == 1 ? "1 packet" : count + " packets";
  }

  private static String nameOf(int link) {
    return link
        + switch (link) {
          case 105, 119, 127, 163, 192 -> ", Wi-Fi";
          case 187, 201, 272 -> ", Bluetooth";
          case 189, 220, 249, 266, 288 -> ", USB";
          case 252 -> ", exported by Wireshark";
          case 253 -> ", netlink";
          default -> "";
        };
  }
}
