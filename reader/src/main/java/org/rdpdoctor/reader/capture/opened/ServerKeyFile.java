package org.rdpdoctor.reader.capture.opened;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.RsaPublicKey;

/// Reads private RSA keys from the files in which servers have them: PEM and DER (PKCS #1 and
/// #8), PKCS #12, and `rsakeys.ini` of xrdp, which has the key of standard RDP security.
final class ServerKeyFile {
  private static final int MOST_BYTES = 1 << 20;

  private final byte[] content;
  private final Supplier<Optional<char[]>> password;
  private boolean asking;

  private ServerKeyFile(byte[] content, Supplier<Optional<char[]>> password) {
    this.content = content;
    this.password = password;
  }

  /// @throws IOException if there is no RSA key in it that can be read
  static List<ServerKey> read(Path file, Supplier<Optional<char[]>> password) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MOST_BYTES + 1);
    }
    if (content.length > MOST_BYTES) {
      throw new IOException("it is too long for a private key");
    }
    try {
      return new ServerKeyFile(content, password).keys();
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private List<ServerKey> keys() throws IOException {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<ServerKey> found;
    try {
      if (text.contains("-----BEGIN ")) {
        found = pem(text);
      } else {
        found = text.contains("pri_exp=") ? xrdp(text) : der();
      }
    } catch (RuntimeException e) { // as Bouncy Castle answers what it cannot read
      if (asking) {
        throw e;
      }
      throw new IOException("it is damaged, or of a kind that is not known here", e);
    }
    if (found.isEmpty()) {
      throw new IOException("there is no private RSA key in it");
    }
    return found;
  }

  private List<ServerKey> pem(String text) throws IOException {
    var found = new ArrayList<ServerKey>();
    try (var parser = new PEMParser(new StringReader(text))) {
      for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
        switch (next) {
          case PEMKeyPair pair -> found.addAll(rsa(pair.getPrivateKeyInfo()));
          case PrivateKeyInfo key -> found.addAll(rsa(key));
          case PEMEncryptedKeyPair locked -> found.addAll(rsa(opened(locked)));
          case PKCS8EncryptedPrivateKeyInfo locked -> found.addAll(rsa(opened(locked)));
          default -> {} // certificates often stand beside the key
        }
      }
    }
    return found;
  }

  private List<ServerKey> der() throws IOException {
    ASN1Sequence outer = ASN1Sequence.getInstance(content);
    if (outer.size() == 0) {
      return List.of();
    }
    if (!(outer.getObjectAt(0) instanceof ASN1Integer version)) {
      return rsa(opened(new PKCS8EncryptedPrivateKeyInfo(content)));
    }
    if (version.intValueExact() == 3) {
      return store();
    }
    return outer.size() > 2 && outer.getObjectAt(2) instanceof ASN1OctetString
        ? rsa(PrivateKeyInfo.getInstance(outer))
        : List.of(new ServerKey(RSAPrivateKey.getInstance(outer)));
  }

  private PrivateKeyInfo opened(PEMEncryptedKeyPair locked) throws IOException {
    char[] word = password();
    try {
      var opener = new JcePEMDecryptorProviderBuilder().setProvider(new BouncyCastleProvider());
      return locked.decryptKeyPair(opener.build(word)).getPrivateKeyInfo();
    } catch (IOException e) {
      throw notThisPassword(e);
    } finally {
      Arrays.fill(word, '\0');
    }
  }

  private PrivateKeyInfo opened(PKCS8EncryptedPrivateKeyInfo locked) throws IOException {
    char[] word = password();
    try {
      var opener =
          new JceOpenSSLPKCS8DecryptorProviderBuilder().setProvider(new BouncyCastleProvider());
      return locked.decryptPrivateKeyInfo(opener.build(word));
    } catch (PKCSException | OperatorCreationException e) {
      throw notThisPassword(e);
    } finally {
      Arrays.fill(word, '\0');
    }
  }

  private List<ServerKey> store() throws IOException {
    char[] word = password();
    var found = new ArrayList<ServerKey>();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), word);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, word) instanceof PrivateKey key) {
          found.addAll(rsa(PrivateKeyInfo.getInstance(key.getEncoded())));
        }
      }
      return found;
    } catch (GeneralSecurityException | IOException e) {
      throw notThisPassword(e);
    } finally {
      Arrays.fill(word, '\0');
    }
  }

  private char[] password() throws IOException {
    asking = true;
    Optional<char[]> word = password.get();
    asking = false;
    return word.orElseThrow(
        () -> new IOException("it is encrypted, and there is no password for it"));
  }

  private static IOException notThisPassword(Exception e) {
    return new IOException("it cannot be decrypted with this password", e);
  }

  private static List<ServerKey> rsa(PrivateKeyInfo key) throws IOException {
    return key.getPrivateKeyAlgorithm().getAlgorithm().on(PKCSObjectIdentifiers.pkcs_1)
        ? List.of(new ServerKey(RSAPrivateKey.getInstance(key.parsePrivateKey())))
        : List.of();
  }

  /// Numbers as lists of bytes, the lowest first.
  private static List<ServerKey> xrdp(String text) {
    BigInteger modulus = number(text, "pub_mod");
    return modulus.signum() > 0
        ? List.of(new ServerKey(modulus, number(text, "pri_exp")))
        : List.of();
  }

  private static BigInteger number(String text, String name) {
    Matcher line =
        Pattern.compile("(?m)^" + name + "=\\s*((?:0x[0-9A-Fa-f]{2}\\s*,?\\s*)+)$").matcher(text);
    return line.find()
        ? RsaPublicKey.fromLittleEndian(Bytes.hex(line.group(1).replaceAll("0x|,", "")))
        : BigInteger.ZERO;
  }
}
