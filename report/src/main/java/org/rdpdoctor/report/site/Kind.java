package org.rdpdoctor.report.site;

/// What a page is about.
enum Kind {
  CAUSE("Cause", "Causes", "causes"),
  BREAK("Break", "Breaks", "breaks"),
  CODE("Code", "Codes", "codes"),
  MESSAGE("Message", "Messages of dialogs", "messages"),
  EVENT("Event", "Events of Windows", "events"),
  FIX("Fix", "Fixes", "fixes"),
  TEST("Test", "Tests that decide", "tests"),
  PROPERTY("Setting", "Settings of .rdp files", "settings"),
  CLIENT("Client", "Clients", "clients"),
  LAYER("Rung", "The ladder", "ladder"),
  FAMILY("Family of codes", "Families of codes", "codes"),
  UPDATE("Update", "Updates that break things", "updates"),
  BUILD("Build", "Builds of Windows", "builds"),
  CHAPTER("Index", "Index", "");

  private final String title;
  private final String titles;
  private final String folder;

  Kind(String title, String titles, String folder) {
    this.title = title;
    this.titles = titles;
    this.folder = folder;
  }

  /// One of them.
  String title() {
    return title;
  }

  /// Several of them.
  String titles() {
    return titles;
  }

  /// Where their pages are.
  String folder() {
    return folder;
  }
}
