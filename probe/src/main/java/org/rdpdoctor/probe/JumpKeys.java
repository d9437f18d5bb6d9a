package org.rdpdoctor.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/// What a user shows to a jump host: the keys of the agent and of files, and a password that was
/// given for it; that is told once.
final class JumpKeys {
  private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private JumpKeys() {}

  static void give(SshClient client, Itinerary.Via via, JumpWitness witness) {
    client.setUserAuthFactories(
        List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
    client.setPublicKeyAuthenticationReporter(witness);
    client.setPasswordAuthenticationReporter(witness);
    List<Path> files =
        via.identity()
            .map(List::of)
            .orElseGet(
                () -> USUAL.stream().map(JumpHost::inHome).filter(Files::isReadable).toList());
    client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys(files)));
    if (via.identity().isEmpty()) {
      agent().ifPresent(socket -> client.setAgentFactory(new AgentSocket.Maker(socket)));
    }
    Optional<String> password =
        via.logon()
            .flatMap(Logon::password)
            .map(word -> word.lend(characters -> new String(characters)));
    client.setPasswordIdentityProvider(
        password
            .<PasswordIdentityProvider>map(
                word -> PasswordIdentityProvider.wrapPasswords(List.of(word)))
            .orElse(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER));
  }

  /// Encrypted ones are left to the agent: nobody is asked for a passphrase.
  private static List<KeyPair> keys(List<Path> files) {
    var keys = new ArrayList<KeyPair>();
    for (Path file : files) {
      try (var in = Files.newInputStream(file)) {
        Iterable<KeyPair> loaded =
            SecurityUtils.loadKeyPairIdentities(
                null, file::toString, in, FilePasswordProvider.EMPTY);
        if (loaded != null) {
          loaded.forEach(keys::add);
        }
      } catch (IOException | GeneralSecurityException | RuntimeException _) {
        // not a key, or not one that can be read without a passphrase
      }
    }
    return List.copyOf(keys);
  }

  private static Optional<Path> agent() {
    return Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
        .filter(socket -> !socket.isBlank())
        .map(Path::of)
        .filter(Files::exists);
  }
}
