package org.rdpdoctor.facts;

import java.util.ArrayList;
import java.util.List;

/// By which settings an .rdp file asks for what belongs to the client.
public final class Redirections {
  private static final List<String> SWITCHES =
      List.of(
          "redirectclipboard",
          "redirectdrives",
          "redirectprinters",
          "redirectsmartcards",
          "redirectwebauthn",
          "redirectcomports",
          "redirectposdevices",
          "redirectlocation",
          "audiocapturemode");

  private static final List<String> LISTS =
      List.of("drivestoredirect", "devicestoredirect", "usbdevicestoredirect", "camerastoredirect");

  private Redirections() {}

  /// The keys of a file that ask for something, in a fixed order.
  public static List<String> of(ConnectionFile file) {
    var asked = new ArrayList<String>();
    for (String key : SWITCHES) {
      if (file.isOn(key, false)) {
        asked.add(key);
      }
    }
    for (String key : LISTS) {
      if (!file.text(key).isEmpty()) {
        asked.add(key);
      }
    }
    return List.copyOf(asked);
  }
}
