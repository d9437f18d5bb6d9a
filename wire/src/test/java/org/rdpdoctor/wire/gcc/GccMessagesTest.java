package org.rdpdoctor.wire.gcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.gcc.ClientNetworkData.ChannelDefinition;
import org.rdpdoctor.wire.gcc.ServerCertificate.ProprietaryCertificate;
import org.rdpdoctor.wire.gcc.ServerCertificate.X509CertificateChain;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GccMessagesTest {
  private static final ConferenceCreateRequest REQUEST = request();
  private static final ConferenceCreateResponse RESPONSE = response();

  private static ConferenceCreateRequest request() {
    try {
      return ConferenceCreateRequest.decode(
          Golden.message("gcc.ConferenceCreateRequest", "MS-RDPBCGR-4.1.3"));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConferenceCreateResponse response() {
    try {
      return ConferenceCreateResponse.decode(
          Golden.message("gcc.ConferenceCreateResponse", "MS-RDPBCGR-4.1.4"));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void MS_RDPBCGR_4_1_3_says_who_the_client_is() {
    ClientCoreData core = REQUEST.first(ClientCoreData.class).orElseThrow();

    assertThat(core.version()).isEqualTo(0x00080004);
    assertThat(core.desktopWidth()).isEqualTo(1280);
    assertThat(core.desktopHeight()).isEqualTo(1024);
    assertThat(core.clientName()).isEqualTo("ELTONS-DEV2");
    assertThat(core.clientBuild()).isEqualTo(3790);
    assertThat(core.highColorDepth()).hasValue(24);
    assertThat(core.earlyCapabilityFlags()).hasValue(ClientCoreData.RNS_UD_CS_SUPPORT_ERRINFO_PDU);
    assertThat(core.serverSelectedProtocol()).contains(Protocols.RDP);
  }

  @Test
  void MS_RDPBCGR_4_1_3_wants_three_channels_and_three_methods() {
    assertThat(REQUEST.first(ClientNetworkData.class).orElseThrow().channelDefArray())
        .extracting(ChannelDefinition::name)
        .containsExactly("rdpdr", "cliprdr", "rdpsnd");
    assertThat(REQUEST.first(ClientSecurityData.class).orElseThrow().encryptionMethods().names())
        .containsExactly("40BIT", "128BIT", "56BIT", "FIPS");
    assertThat(REQUEST.first(ClientClusterData.class).orElseThrow())
        .isEqualTo(new ClientClusterData(0x0D, 0));
  }

  @Test
  void MS_RDPBCGR_4_1_4_settles_channels_and_security() {
    assertThat(RESPONSE.first(ServerCoreData.class))
        .contains(new ServerCoreData(0x00080004, Optional.of(Protocols.RDP), OptionalInt.empty()));
    assertThat(RESPONSE.first(ServerNetworkData.class))
        .contains(new ServerNetworkData(1003, List.of(1004, 1005, 1006)));
    ServerSecurityData security = RESPONSE.first(ServerSecurityData.class).orElseThrow();
    assertThat(security.encryptionMethod()).isEqualTo(EncryptionMethods.RC4_128BIT);
    assertThat(security.encryptionLevel()).hasToString("CLIENT_COMPATIBLE");
    assertThat(security.serverRandom().size()).isEqualTo(32);
  }

  @Test
  void MS_RDPBCGR_4_1_4_has_a_certificate_signed_with_the_key_that_everybody_knows()
      throws Exception {
    Bytes blob = RESPONSE.first(ServerSecurityData.class).orElseThrow().serverCertificate();
    var certificate = (ProprietaryCertificate) ServerCertificate.decode(blob);
    Bytes modulus =
        Bytes.hex(
            """
            3d 3a 5e bd 72 43 3e c9 4d bb c1 1e 4a ba 5f cb
            3e 88 20 87 ef f5 c1 e2 d7 b7 6b 9a f2 52 45 95
            ce 63 65 6b 58 3a fe ef 7c e7 bf fe 3d f6 5c 7d
            6c 5e 06 09 1a f5 61 bb 20 93 09 5f 05 6d ea 87
            """);
    BigInteger exponent = RsaPublicKey.fromLittleEndian(Bytes.hex("5b 7b 88 c0"));

    BigInteger opened =
        RsaPublicKey.fromLittleEndian(certificate.signatureBlob())
            .modPow(exponent, RsaPublicKey.fromLittleEndian(modulus));
    byte[] hash = MessageDigest.getInstance("MD5").digest(certificate.signedFields().toArray());

    assertThat(RsaPublicKey.littleEndian(opened, 16)).isEqualTo(Bytes.copyOf(hash));
    assertThat(certificate.publicKey().size()).isEqualTo(64);
    assertThat(certificate.publicKey().pubExp()).isEqualTo(65537);
  }

  @Test
  void a_chain_of_certificates_keeps_their_order() throws DecodeException {
    var chain =
        new X509CertificateChain(
            0x80000002, List.of(Bytes.ascii("root"), Bytes.ascii("own")), Bytes.EMPTY);

    assertThat(ServerCertificate.decode(chain.encode())).isEqualTo(chain);
  }

  @Test
  void a_count_of_certificates_is_not_believed() {
    assertThatThrownBy(() -> ServerCertificate.decode(Bytes.hex("02000000 ffffff7f 00000000")))
        .hasMessageContaining("NumCertBlobs at offset 4");
  }

  @Test
  void a_count_of_channels_is_not_believed() {
    Bytes sound = new ConferenceCreateRequest(List.of(new ClientNetworkData(List.of()))).encode();
    byte[] damaged = sound.toArray();
    damaged[damaged.length - 1] = 0x7F;

    assertThatThrownBy(() -> ConferenceCreateRequest.decode(Bytes.copyOf(damaged)))
        .hasMessageContaining("channelCount");
  }

  @Test
  void under_tls_there_is_neither_random_nor_certificate() throws DecodeException {
    var response = new ConferenceCreateResponse(1001, 1, 0, List.of(ServerSecurityData.UNUSED));

    assertThat(ConferenceCreateResponse.decode(response.encode())).isEqualTo(response);
    assertThat(ServerSecurityData.UNUSED.body().size()).isEqualTo(8);
  }

  @Test
  void unknown_blocks_and_numbers_are_kept() throws DecodeException {
    var request =
        new ConferenceCreateRequest(
            List.of(
                new ClientData.OtherClientData(0xC0FE, Bytes.of(1, 2, 3)),
                new ClientSecurityData(new EncryptionMethods(0x40), EncryptionMethods.NONE)));

    assertThat(ConferenceCreateRequest.decode(request.encode())).isEqualTo(request);
    assertThat(new EncryptionMethods(0x40)).hasToString("0x00000040");
    assertThat(new EncryptionLevel(9)).hasToString("encryptionLevel 9");
  }

  @Test
  void a_client_of_today_is_read_back() throws DecodeException {
    var core = ClientCoreData.of("CLIENT", 1920, 1080, 0x0001, Protocols.HYBRID);
    var request = new ConferenceCreateRequest(List.of(core, ClientClusterData.redirectable()));

    ClientCoreData read =
        ConferenceCreateRequest.decode(request.encode()).first(ClientCoreData.class).orElseThrow();
    assertThat(read).isEqualTo(core);
    assertThat(read.serverSelectedProtocol()).contains(Protocols.HYBRID);
    assertThat(read.connectionType()).hasValue(6);
  }
}
