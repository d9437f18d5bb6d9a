package org.rdpdoctor.reader.capture.opened;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.RsaPublicKey;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServerKeyFileTest {
  private static final TestIdentity SERVER = TestIdentity.SERVER;
  private static final PrivateKey KEY = SERVER.keys().getPrivate();
  private static final String WORD = "open sesame";

  /// Stands for no password.
  private static final String NONE = "";

  @TempDir Path folder;

  @Test
  void pem_in_either_form_is_read() throws Exception {
    assertThat(read(SERVER.pem(), NONE)).isEqualTo(modulus());
    assertThat(read(pem(new JcaPKCS8Generator(KEY, none())), NONE)).isEqualTo(modulus());
  }

  @Test
  void certificates_beside_the_key_do_not_matter() throws Exception {
    String certificate = pem(SERVER.certificate());
    assertThat(read(certificate + SERVER.pem() + certificate, NONE)).isEqualTo(modulus());
  }

  @Test
  void der_in_either_form_is_read() throws Exception {
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(KEY.getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    assertThat(read(KEY.getEncoded(), NONE)).isEqualTo(modulus());
    assertThat(read(pkcs1, NONE)).isEqualTo(modulus());
  }

  @Test
  void an_encrypted_key_is_read_with_its_password() throws Exception {
    var old = new JcePEMEncryptorBuilder("AES-256-CBC").setProvider(new BouncyCastleProvider());
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(KEY, old.build(WORD.toCharArray()));
    }
    assertThat(read(text.toString(), WORD)).isEqualTo(modulus());
    assertThat(read(pem(pkcs8()), WORD)).isEqualTo(modulus());
    assertThat(read(pkcs8().generate().getContent(), WORD)).isEqualTo(modulus());
  }

  @Test
  void a_pfx_is_read_with_its_password() throws Exception {
    assertThat(read(pfx(), WORD)).isEqualTo(modulus());
  }

  @Test
  void a_wrong_password_or_none_is_told_from_a_damaged_file() throws Exception {
    assertThatThrownBy(() -> read(pfx(), "wrong"))
        .hasMessage("it cannot be decrypted with this password");
    assertThatThrownBy(() -> read(pem(pkcs8()), "wrong"))
        .hasMessage("it cannot be decrypted with this password");
    assertThatThrownBy(() -> read(pfx(), NONE))
        .hasMessage("it is encrypted, and there is no password for it");
    byte[] half = KEY.getEncoded();
    assertThatThrownBy(() -> read(Arrays.copyOf(half, half.length / 2), NONE))
        .hasMessage("it is damaged, or of a kind that is not known here");
  }

  @Test
  void files_without_such_a_key_are_told() throws Exception {
    assertThatThrownBy(() -> read(pem(SERVER.certificate()), NONE))
        .hasMessage("there is no private RSA key in it");
    PrivateKey curve = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    assertThatThrownBy(() -> read(curve.getEncoded(), NONE))
        .hasMessage("there is no private RSA key in it");
    assertThatThrownBy(() -> read("hello", NONE)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("", NONE)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(new byte[2 << 20], NONE))
        .hasMessage("it is too long for a private key");
  }

  @Test
  void whatever_stands_in_the_file_ends_in_a_key_or_a_message() throws Exception {
    var random = new Random(23);
    byte[] good = KEY.getEncoded();
    byte[] store = pfx();
    for (int round = 0; round < 300; round++) {
      byte[] changed = (round % 2 == 0 ? good : store).clone();
      for (int i = 0; i < 3; i++) {
        changed[random.nextInt(Math.min(200, changed.length))] = (byte) random.nextInt();
      }
      try {
        read(changed, WORD);
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void the_key_of_xrdp_for_standard_security_opens_what_its_public_half_closes() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(512); // as xrdp made them for years
    var pair = generator.generateKeyPair();
    var key = (RSAPrivateKey) pair.getPrivate();
    Path file =
        write(
            """
            [keys]
            pub_exp=0x01,0x00,0x01,0x00
            pub_mod=%s
            pub_sig=0x01,0x02
            pri_exp=%s
            """
                .formatted(list(key.getModulus()), list(key.getPrivateExponent()))
                .getBytes(StandardCharsets.US_ASCII));
    List<ServerKey> found = ServerKeyFile.read(file, Optional::empty);
    Bytes random = Bytes.copyOf(new SecureRandom().generateSeed(32));
    Bytes sealed = new RsaPublicKey(key.getModulus(), 65537).encrypt(random);
    assertThat(found.getFirst().random(sealed, 32)).contains(random);
  }

  @Test
  void what_was_encrypted_for_another_key_is_no_secret() throws Exception {
    ServerKey key = ServerKeyFile.read(write(KEY.getEncoded()), Optional::empty).getFirst();
    byte[] preMaster = new byte[48];
    preMaster[0] = 3;
    assertThat(key.preMaster(encrypted(SERVER, preMaster)))
        .hasValueSatisfying(secret -> assertThat(secret.octets()).isEqualTo(preMaster));
    assertThat(key.preMaster(encrypted(SERVER, new byte[47]))).isEmpty();
    assertThat(key.preMaster(encrypted(TestIdentity.of("other"), preMaster))).isEmpty();
    assertThat(key.random(Bytes.copyOf(new byte[300]).plus(Bytes.of(1)), 32)).isEmpty();
  }

  private static Bytes encrypted(TestIdentity to, byte[] secret) throws Exception {
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, to.keys().getPublic());
    return Bytes.copyOf(cipher.doFinal(secret));
  }

  private static String list(BigInteger number) {
    return RsaPublicKey.littleEndian(number, 64)
        .toHex()
        .replaceAll("(..)", "0x$1,")
        .lines()
        .map(line -> line.substring(0, line.length() - 1))
        .collect(Collectors.joining());
  }

  private static JcaPKCS8Generator pkcs8() throws Exception {
    return new JcaPKCS8Generator(
        KEY,
        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
            .setProvider(new BouncyCastleProvider())
            .setPassword(WORD.toCharArray())
            .build());
  }

  private static byte[] pfx() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(none(), none());
    store.setKeyEntry("rdp", KEY, WORD.toCharArray(), new Certificate[] {SERVER.certificate()});
    var out = new ByteArrayOutputStream();
    store.store(out, WORD.toCharArray());
    return out.toByteArray();
  }

  private static String pem(Object content) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    return text.toString();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // how the platform says "none"
  private static <T> T none() {
    return null;
  }

  private static BigInteger modulus() {
    return ((RSAPrivateKey) KEY).getModulus();
  }

  private BigInteger read(String text, String word) throws IOException {
    return read(text.getBytes(StandardCharsets.ISO_8859_1), word);
  }

  private BigInteger read(byte[] content, String word) throws IOException {
    return ServerKeyFile.read(
            write(content),
            () -> Optional.of(word).filter(w -> !w.equals(NONE)).map(String::toCharArray))
        .getFirst()
        .modulus();
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "key", ""), content);
  }
}
