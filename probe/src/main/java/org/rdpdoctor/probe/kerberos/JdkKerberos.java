package org.rdpdoctor.probe.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.wire.Bytes;

/// The JDK's Kerberos, which reads one configuration for the whole process: whoever uses it does so
/// alone, and leaves the property as it was.
final class JdkKerberos implements AutoCloseable {
  private static final ReentrantLock ALONE = new ReentrantLock();
  private static final String PROPERTY = "java.security.krb5.conf";
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final String KERBEROS = "1.2.840.113554.1.2.2";
  private static final String PRINCIPAL_NAME = "1.2.840.113554.1.2.2.1";

  private final Path conf;
  private final Optional<String> before;

  private JdkKerberos(Path conf) {
    this.conf = conf;
    before = Optional.ofNullable(System.getProperty(PROPERTY));
    System.setProperty(PROPERTY, conf.toString());
  }

  /// @param patience to wait for others who use it
  /// @return nothing if they do not end in time
  /// @throws IOException if no temporary file can be written
  static Optional<JdkKerberos> with(String configuration, Duration patience) throws IOException {
    try {
      if (!ALONE.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    boolean begun = false;
    try {
      Path file = Files.createTempFile("rdpdoctor-krb5-", ".conf");
      Files.writeString(file, configuration);
      begun = true;
      return Optional.of(new JdkKerberos(file));
    } finally {
      if (!begun) {
        ALONE.unlock();
      }
    }
  }

  /// A ticket-granting ticket of the KDC, for a password.
  Subject logOn(KerberosUser account, Password password) throws LoginException {
    return logIn(
        Map.of("principal", account.principal()),
        callbacks -> {
          for (Callback callback : callbacks) {
            if (!(callback instanceof PasswordCallback asked)) {
              throw new UnsupportedCallbackException(callback);
            }
            lend(password, asked);
          }
        });
  }

  private static void lend(Password password, PasswordCallback to) {
    password.lend(
        characters -> {
          to.setPassword(characters); // a copy, which the JDK wipes
          return true;
        });
  }

  /// A ticket-granting ticket of a cache; of `account` if that is given.
  Subject fromCache(Optional<KerberosUser> account, Optional<Path> cache) throws LoginException {
    var options = new HashMap<String, String>();
    options.put("useTicketCache", "true");
    options.put("doNotPrompt", "true");
    cache.ifPresent(file -> options.put("ticketCache", file.toString()));
    account.ifPresent(known -> options.put("principal", known.principal()));
    return logIn(
        options,
        callbacks -> {
          throw new UnsupportedCallbackException(callbacks[0]);
        });
  }

  private static Subject logIn(
      Map<String, String> options, javax.security.auth.callback.CallbackHandler answers)
      throws LoginException {
    var all = new HashMap<>(options);
    all.put("refreshKrb5Config", "true");
    var subject = new Subject();
    var configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
              new AppConfigurationEntry(
                  MODULE, AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, all)
            };
          }
        };
    new LoginContext("rdpdoctor", subject, answers, configuration).login();
    return subject;
  }

  /// Whose tickets `subject` holds, after a login.
  static KerberosPrincipal principal(Subject subject) {
    return subject.getPrincipals(KerberosPrincipal.class).iterator().next();
  }

  /// A context and the AP-REQ that opens it.
  record Opened(GSSContext context, Bytes first) {}

  /// Gets a ticket for `service` of `realm` and makes the first token with it.
  static Opened open(Subject subject, String service, String realm) throws GSSException {
    try {
      return Subject.callAs(subject, () -> open(service, realm));
    } catch (CompletionException e) {
      if (e.getCause() instanceof GSSException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static Opened open(String service, String realm) throws GSSException {
    GSSManager manager = GSSManager.getInstance();
    // As a principal, and not as a host: nothing looks its canonical name up.
    GSSName peer = manager.createName(service + "@" + realm, new Oid(PRINCIPAL_NAME));
    GSSContext context =
        manager.createContext(peer, new Oid(KERBEROS), null, GSSContext.DEFAULT_LIFETIME);
    context.requestMutualAuth(true);
    context.requestConf(true);
    context.requestInteg(true);
    context.requestReplayDet(true);
    context.requestSequenceDet(true);
    context.requestCredDeleg(false);
    return new Opened(context, Bytes.copyOf(context.initSecContext(new byte[0], 0, 0)));
  }

  @Override
  public void close() {
    try {
      before.ifPresentOrElse(
          value -> System.setProperty(PROPERTY, value), () -> System.clearProperty(PROPERTY));
      Files.deleteIfExists(conf);
    } catch (IOException _) {
      // a file without secrets stays in the temporary folder
    } finally {
      ALONE.unlock();
    }
  }
}
