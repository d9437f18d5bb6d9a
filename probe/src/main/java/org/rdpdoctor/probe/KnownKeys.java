package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/// The keys that a `known_hosts` file has for a host, as OpenSSH reads it; only read, never written
/// (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
///
/// Marked lines: a revoked key is none, and certificate authorities are not heeded.
record KnownKeys(Path file, List<PublicKey> keys) {
  /// More lines than this nobody reads.
  private static final int MOST_LINES = 100_000;

  KnownKeys {
    keys = List.copyOf(keys);
  }

  /// Of `host` as the user calls it. A line that makes no sense is left out, a file that is not
  /// there has no keys.
  static KnownKeys of(String host, int port, Path file) {
    var keys = new ArrayList<PublicKey>();
    var revoked = new ArrayList<PublicKey>();
    try (var lines = Files.lines(file)) {
      lines
          .limit(MOST_LINES)
          .forEach(
              line -> {
                try {
                  KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
                  if (entry != null && entry.isHostMatch(host, port)) {
                    String marker = entry.getMarker();
                    PublicKey key =
                        entry
                            .getKeyEntry()
                            .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
                    if (key != null && marker == null) {
                      keys.add(key);
                    } else if (key != null && "revoked".equals(marker)) {
                      revoked.add(key);
                    }
                  }
                } catch (RuntimeException | IOException | GeneralSecurityException _) {
                  // a line of another program, or a kind of key that is not known here
                }
              });
    } catch (IOException | UncheckedIOException _) {
      return new KnownKeys(file, List.of());
    }
    keys.removeIf(key -> revoked.stream().anyMatch(bad -> KeyUtils.compareKeys(bad, key)));
    return new KnownKeys(file, keys);
  }

  boolean knows(PublicKey shown) {
    return keys.stream().anyMatch(key -> KeyUtils.compareKeys(key, shown));
  }

  /// `ssh-ed25519` and the like.
  Set<String> types() {
    var types = new LinkedHashSet<String>();
    keys.forEach(key -> types.add(KeyUtils.getKeyType(key)));
    return types;
  }
}
