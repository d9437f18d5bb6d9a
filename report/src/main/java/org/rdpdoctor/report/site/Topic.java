package org.rdpdoctor.report.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// Something that has a page of its own: its name, its place, and what a search finds it by.
///
/// @param path of the page below the site, as in `codes/mstsc/0x904.html`
/// @param name in a list of links, as in `0x904`
/// @param title in a sentence, or what stands beside the name
/// @param layer the rung it belongs to, if any
/// @param words what else it is called
/// @param numbers what it is numbered, unsigned; a search reads them in any notation
/// @param rank of those that fit a search as well, the lowest is first
record Topic(
    Kind kind,
    String path,
    String name,
    String title,
    Optional<Layer> layer,
    List<String> words,
    List<Long> numbers,
    int rank) {

  Topic {
    words = List.copyOf(words);
    numbers = List.copyOf(numbers);
  }

  static Topic of(Kind kind, String path, String name, String title, Optional<Layer> layer) {
    return new Topic(kind, path, name, title, layer, List.of(), List.of(), 0);
  }

  Topic called(List<String> others) {
    return new Topic(kind, path, name, title, layer, others, numbers, rank);
  }

  Topic numbered(List<Long> all) {
    return new Topic(kind, path, name, title, layer, words, all, rank);
  }

  Topic ranked(int place) {
    return new Topic(kind, path, name, title, layer, words, numbers, place);
  }

  /// The way from the folder of this page to the page of another.
  String linkTo(Topic other) {
    return linkTo(other.path());
  }

  String linkTo(String target) {
    String root = root();
    return root.isEmpty() || !sameFolder(target) ? root + target : lastPart(target);
  }

  /// The way from the folder of this page to the site, as in `../../`; empty at the top.
  String root() {
    long depth = path.chars().filter(c -> c == '/').count();
    return "../".repeat((int) depth);
  }

  private boolean sameFolder(String target) {
    return folder(path).equals(folder(target));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// A part of a path: lower case letters, digits and hyphens, whatever the name.
  static String slug(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String signed = lower.startsWith("-") ? "minus" + lower : lower;
    String slug = signed.replaceAll("[^a-z0-9.]+", "-").replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "none" : slug;
  }
}
