package org.rdpdoctor.reader.capture.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.LicensingFact.LicenseOffered;
import org.rdpdoctor.facts.LicensingFact.LicenseValid;
import org.rdpdoctor.facts.LicensingFact.LicensingEnded;
import org.rdpdoctor.facts.LicensingFact.LicensingRefused;
import org.rdpdoctor.facts.McsFact.ChannelJoinRefused;
import org.rdpdoctor.facts.McsFact.ChannelsJoined;
import org.rdpdoctor.facts.McsFact.DomainConnected;
import org.rdpdoctor.facts.McsFact.McsEnded;
import org.rdpdoctor.facts.McsFact.RequestChangedOnTheWay;
import org.rdpdoctor.facts.SecurityFact.EncryptionChosen;
import org.rdpdoctor.facts.SecurityFact.KeysExchanged;
import org.rdpdoctor.facts.SessionFact.DesktopShown;
import org.rdpdoctor.facts.SessionFact.ErrorInfoSet;
import org.rdpdoctor.facts.SessionFact.SessionActivated;
import org.rdpdoctor.facts.SessionFact.SessionDisconnected;
import org.rdpdoctor.facts.SessionFact.SessionEnded;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.licensing.LicenseBlob;
import org.rdpdoctor.wire.licensing.LicenseErrorCode;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseRequest;
import org.rdpdoctor.wire.licensing.ProductInformation;
import org.rdpdoctor.wire.mcs.McsResult;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.x224.Protocols;

/// Sessions under standard RDP security, which hides less of them than TLS does.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionTest {
  private static final Bytes VALID = Words.license(LicenseErrorMessage.validClient());
  private static final ServerSecurityData RC4 =
      new ServerSecurityData(
          EncryptionMethods.RC4_128BIT,
          EncryptionLevel.HIGH,
          Bytes.copyOf(new byte[32]),
          Bytes.hex("00"));

  private static Talk connected(ServerSecurityData security) {
    return Talk.begin()
        .client(Words.request(Protocols.RDP))
        .server(Words.confirm(Protocols.RDP))
        .client(Words.connectInitial(Protocols.RDP))
        .server(Words.connectResponse(Protocols.RDP, security))
        .client(Words.attaching())
        .server(Words.attached());
  }

  private static Talk joined(ServerSecurityData security) {
    Talk talk = connected(security);
    for (int channel : List.of(Words.USER, Words.IO, Words.CLIPBOARD)) {
      talk.client(Words.joining(channel)).server(Words.joined(channel, McsResult.SUCCESSFUL));
    }
    return talk;
  }

  private static Talk unencrypted() {
    return joined(ServerSecurityData.UNUSED).client(Words.clientInfo());
  }

  @Test
  void a_session_is_climbed_to_the_desktop_and_to_the_code_at_its_end() {
    CapturedConnection told =
        unencrypted()
            .server(VALID)
            .server(Words.DEMANDED)
            .server(Words.FONT_MAP)
            .server(Words.PICTURE)
            .pause(Duration.ofHours(2))
            .server(Words.share(new ShareData.SetErrorInfo(3)))
            .server(Words.ultimatum())
            .serverEnds(Ending.CLOSED)
            .end();

    assertThat(Talk.only(told, DomainConnected.class).version()).isEqualTo("10.12");
    assertThat(Talk.only(told, ChannelsJoined.class).channels()).isEqualTo(3);
    assertThat(Talk.only(told, ChannelsJoined.class).skipped()).isFalse();
    Talk.only(told, LicenseValid.class);
    Talk.only(told, SessionActivated.class);
    Talk.only(told, DesktopShown.class);
    assertThat(Talk.only(told, ErrorInfoSet.class).code()).isEqualTo("0x00000003");
    assertThat(Talk.only(told, SessionDisconnected.class).step()).isEqualTo("desktop");
    assertThat(told.facts()).noneMatch(RequestChangedOnTheWay.class::isInstance);
    assertThat(told.facts()).noneMatch(SessionEnded.class::isInstance);
  }

  @Test
  void an_end_in_the_middle_of_a_session_is_the_servers_only_if_it_came_first() {
    Talk session = unencrypted().server(VALID).server(Words.DEMANDED).server(Words.FONT_MAP);

    assertThat(Talk.only(session.serverEnds(Ending.RESET).end(), SessionEnded.class).step())
        .isEqualTo("desktop");
    CapturedConnection left =
        unencrypted()
            .server(VALID)
            .server(Words.DEMANDED)
            .clientEnds(Ending.CLOSED)
            .serverEnds(Ending.RESET)
            .end();
    assertThat(left.facts()).noneMatch(SessionEnded.class::isInstance);
  }

  @Test
  void a_server_that_ends_when_the_client_says_goodbye_does_as_it_is_told() {
    CapturedConnection told =
        unencrypted()
            .server(VALID)
            .server(Words.DEMANDED)
            .client(Words.ultimatum())
            .serverEnds(Ending.CLOSED)
            .end();

    assertThat(told.facts()).noneMatch(SessionEnded.class::isInstance);
  }

  @Test
  void a_refused_channel_has_the_name_that_the_client_gave_it() {
    CapturedConnection told =
        connected(ServerSecurityData.UNUSED)
            .client(Words.joining(Words.CLIPBOARD))
            .server(Words.joined(Words.CLIPBOARD, new McsResult(3)))
            .end();

    assertThat(Talk.only(told, ChannelJoinRefused.class).channel()).isEqualTo("cliprdr");
  }

  @Test
  void a_client_that_joins_nothing_has_skipped_the_joins() {
    CapturedConnection told =
        connected(ServerSecurityData.UNUSED).client(Words.clientInfo()).server(VALID).end();

    assertThat(Talk.only(told, ChannelsJoined.class).skipped()).isTrue();
  }

  @Test
  void an_end_while_channels_are_joined_is_told_with_its_step() {
    CapturedConnection told =
        connected(ServerSecurityData.UNUSED)
            .client(Words.joining(Words.USER))
            .serverEnds(Ending.RESET)
            .end();

    assertThat(Talk.only(told, McsEnded.class).step()).isEqualTo("join");
  }

  @Test
  void a_license_that_is_offered_may_be_taken() {
    var offer =
        new LicenseRequest(
            LicensingMessage.PREAMBLE_VERSION_3_0,
            Bytes.copyOf(new byte[32]),
            new ProductInformation(0x60000, "Maker\0", "A02\0"),
            new LicenseBlob(LicenseBlob.BB_KEY_EXCHG_ALG_BLOB, Bytes.of(1, 0, 0, 0)),
            new LicenseBlob(LicenseBlob.BB_CERTIFICATE_BLOB, Bytes.EMPTY),
            List.of());

    CapturedConnection taken =
        unencrypted().server(Words.license(offer)).server(VALID).server(Words.DEMANDED).end();
    CapturedConnection refused =
        unencrypted()
            .server(Words.license(offer))
            .server(
                Words.license(LicenseErrorMessage.abort(LicenseErrorCode.ERR_NO_LICENSE_SERVER)))
            .end();

    Talk.only(taken, LicenseOffered.class);
    Talk.only(taken, LicenseValid.class);
    assertThat(Talk.only(refused, LicensingRefused.class).name())
        .isEqualTo("ERR_NO_LICENSE_SERVER");
  }

  @Test
  void what_is_encrypted_stays_hidden_and_its_end_is_no_licensing_fault() {
    Bytes exchange =
        Words.fromClient(SecurityHeader.SEC_EXCHANGE_PKT, Bytes.hex("04000000 01020304"));
    Bytes sealed = Words.fromClient(SecurityHeader.SEC_INFO_PKT | 0x8, Bytes.copyOf(new byte[64]));
    Bytes answer = Words.indication(SecurityHeader.of(0x88, Bytes.copyOf(new byte[48])).encode());

    CapturedConnection told =
        joined(RC4).client(exchange).client(sealed).server(answer).serverEnds(Ending.RESET).end();

    assertThat(Talk.only(told, EncryptionChosen.class).method()).isEqualTo("128BIT");
    assertThat(Talk.only(told, KeysExchanged.class).method()).isEqualTo("128BIT");
    assertThat(told.facts()).noneMatch(LicensingEnded.class::isInstance);
  }

  @Test
  void a_server_that_ends_at_the_settings_is_told_so_although_they_are_encrypted() {
    Bytes exchange =
        Words.fromClient(SecurityHeader.SEC_EXCHANGE_PKT, Bytes.hex("04000000 01020304"));
    Bytes sealed = Words.fromClient(SecurityHeader.SEC_INFO_PKT | 0x8, Bytes.copyOf(new byte[64]));

    CapturedConnection told =
        joined(RC4).client(exchange).client(sealed).serverEnds(Ending.RESET).end();

    assertThat(Talk.only(told, LicensingEnded.class).how()).isEqualTo(Ending.RESET);
    assertThat(told.facts()).noneMatch(KeysExchanged.class::isInstance);
  }

  @Test
  void what_the_server_understood_of_another_request_is_told() {
    CapturedConnection told =
        Talk.begin()
            .client(Words.request(Protocols.SSL.and(Protocols.HYBRID)))
            .server(Words.confirm(Protocols.RDP))
            .client(Words.connectInitial(Protocols.RDP))
            .server(Words.connectResponse(Protocols.RDP, ServerSecurityData.UNUSED))
            .client(Words.attaching())
            .server(Words.attached())
            .client(Words.clientInfo())
            .end();

    assertThat(Talk.only(told, RequestChangedOnTheWay.class).received()).containsExactly("RDP");
    assertThat(told.endedWith()).isEqualTo(Optional.empty());
  }
}
