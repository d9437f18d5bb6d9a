package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.LicensingFact.LicenseOffered;
import org.rdpdoctor.facts.LicensingFact.LicenseValid;
import org.rdpdoctor.facts.LicensingFact.LicensingEnded;
import org.rdpdoctor.facts.LicensingFact.LicensingOmitted;
import org.rdpdoctor.facts.LicensingFact.LicensingRefused;
import org.rdpdoctor.facts.LicensingFact.LicensingUnanswered;
import org.rdpdoctor.facts.SessionFact.ActivationDemanded;
import org.rdpdoctor.facts.SessionFact.DesktopMissing;
import org.rdpdoctor.facts.SessionFact.DesktopShown;
import org.rdpdoctor.facts.SessionFact.ErrorInfoSet;
import org.rdpdoctor.facts.SessionFact.LogonMessageShown;
import org.rdpdoctor.facts.SessionFact.SessionActivated;
import org.rdpdoctor.facts.SessionFact.SessionDeactivated;
import org.rdpdoctor.facts.SessionFact.SessionDisconnected;
import org.rdpdoctor.facts.SessionFact.SessionLeft;
import org.rdpdoctor.facts.SessionFact.SessionRedirected;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.licensing.LicenseBlob;
import org.rdpdoctor.wire.licensing.LicenseErrorCode;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseRequest;
import org.rdpdoctor.wire.licensing.ProductInformation;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.share.LogonInfo.LogonError;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.share.SharePdu.DemandActive;
import org.rdpdoctor.wire.x224.Protocols;

/// Licensing, activation and leaving, under TLS.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionDialoguesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final CodeNames NAMES = (family, code) -> family + " " + code;
  private static final Domain DOMAIN =
      new Domain(
          Protocols.SSL,
          ServerWords.USER,
          ServerWords.IO_CHANNEL,
          ServerSecurityData.UNUSED,
          Optional.empty());
  private static final DemandActive DEMAND =
      new DemandActive(1002, 0x000103EA, Bytes.ascii("RDP"), List.of(), 0);
  private static final Bytes DEMANDED = ServerWords.data(DEMAND.encode());
  private static final Bytes FONT_MAP = ServerWords.share(ShareData.FontMap.EMPTY);
  private static final Bytes PICTURE =
      ServerWords.share(new ShareData.OtherShareData(ShareData.PDUTYPE2_UPDATE, 0, Bytes.EMPTY));

  private static Bytes license(LicensingMessage message) {
    return ServerWords.data(
        SecurityHeader.of(SecurityHeader.SEC_LICENSE_PKT, message.encode()).encode());
  }

  private static LicensingDialogue licensing() {
    return new LicensingDialogue(PEER, DOMAIN, ClientInfo.of("", "", ""), NAMES, PATIENCE);
  }

  private static ActivationDialogue activation() {
    return new ActivationDialogue(PEER, DOMAIN, Optional.empty(), NAMES, PATIENCE);
  }

  private static Held activate(Bytes... said) {
    return ScriptedLine.saying(said).hold(activation());
  }

  @Test
  void a_server_that_wants_no_license_goes_on() {
    var dialogue = licensing();
    Held held =
        ScriptedLine.saying(license(LicenseErrorMessage.validClient())).byteByByte().hold(dialogue);

    assertThat(held.seen()).hasOnlyElementsOfType(LicenseValid.class);
    assertThat(dialogue.goesOn()).isTrue();
  }

  @Test
  void a_licensing_error_has_its_code_and_its_transition() {
    var dialogue = licensing();
    LicensingRefused refused =
        ScriptedLine.saying(
                license(LicenseErrorMessage.abort(LicenseErrorCode.ERR_NO_LICENSE_SERVER)))
            .hold(dialogue)
            .only(LicensingRefused.class);

    assertThat(refused.name()).isEqualTo("ERR_NO_LICENSE_SERVER");
    assertThat(refused.transition()).isEqualTo("ST_TOTAL_ABORT");
    assertThat(dialogue.goesOn()).isFalse();
  }

  @Test
  void a_license_that_is_offered_is_declined_and_the_end_after_that_is_no_fault() {
    var offer =
        new LicenseRequest(
            LicensingMessage.PREAMBLE_VERSION_3_0,
            Bytes.copyOf(new byte[32]),
            new ProductInformation(0x60000, "Maker\0", "A02\0"),
            new LicenseBlob(LicenseBlob.BB_KEY_EXCHG_ALG_BLOB, Bytes.of(1, 0, 0, 0)),
            new LicenseBlob(LicenseBlob.BB_CERTIFICATE_BLOB, Bytes.EMPTY),
            List.of());

    Held ended = ScriptedLine.saying(license(offer)).thenCloses().hold(licensing());
    assertThat(ended.only(LicenseOffered.class).product()).isEqualTo("A02");
    assertThat(ended.said()).hasSize(2);

    var dialogue = licensing();
    ScriptedLine.saying(license(offer), license(LicenseErrorMessage.validClient())).hold(dialogue);
    assertThat(dialogue.goesOn()).isTrue();
  }

  @Test
  void a_server_without_licensing_demands_activation_at_once() {
    var dialogue = licensing();
    Held held = ScriptedLine.saying(DEMANDED).hold(dialogue);

    assertThat(held.seen()).hasOnlyElementsOfType(LicensingOmitted.class);
    assertThat(dialogue.demand()).contains(DEMAND);
  }

  @Test
  void an_end_and_silence_are_told_apart() {
    assertThat(ScriptedLine.silent().thenCloses().hold(licensing()).seen())
        .hasOnlyElementsOfType(LicensingEnded.class);
    assertThat(ScriptedLine.silent().hold(licensing()).only(LicensingUnanswered.class).waited())
        .isEqualTo(PATIENCE);
  }

  @Test
  void a_session_is_climbed_to_its_first_picture() {
    var dialogue = activation();
    Held held = ScriptedLine.saying(DEMANDED, FONT_MAP, PICTURE).hold(dialogue);

    assertThat(held.the(ActivationDemanded.class).evidence().heard()).contains("Demand Active");
    assertThat(held.the(SessionActivated.class)).isNotNull();
    assertThat(held.the(DesktopShown.class)).isNotNull();
    assertThat(held.said()).hasSize(1);
    assertThat(dialogue.isActive()).isTrue();
  }

  @Test
  void fast_path_pictures_count_and_fast_path_pointers_do_not() {
    Bytes bitmap = Bytes.hex("00 05 01 00 00");
    Bytes pointer = Bytes.hex("00 05 05 00 00");

    assertThat(activate(DEMANDED, FONT_MAP, pointer, bitmap).seen())
        .anyMatch(DesktopShown.class::isInstance);
    assertThat(activate(DEMANDED, FONT_MAP, pointer).the(DesktopMissing.class).waited())
        .isPositive();
  }

  @Test
  void the_reason_of_an_end_is_told_before_it() {
    Held held =
        activate(
            DEMANDED, ServerWords.share(new ShareData.SetErrorInfo(7)), ServerWords.ultimatum());

    ErrorInfoSet reason = held.the(ErrorInfoSet.class);
    assertThat(reason.code()).isEqualTo("0x00000007");
    assertThat(reason.name()).isEqualTo("errinfo 7");
    assertThat(held.the(SessionDisconnected.class).step()).isEqualTo("activation");
  }

  @Test
  void a_redirection_is_told_and_not_followed() {
    var packet =
        new ServerRedirection(
            2,
            ServerRedirection.LB_TARGET_FQDN,
            List.of(
                new ServerRedirection.Field(
                    ServerRedirection.LB_TARGET_FQDN, Bytes.utf16le("host7.example\0"))),
            Bytes.EMPTY);
    var pdu =
        new SharePdu.OtherSharePdu(
            SharePdu.PDUTYPE_SERVER_REDIR_PKT, 1002, Bytes.of(0, 0).plus(packet.encode()));

    SessionRedirected redirected =
        activate(ServerWords.data(pdu.encode())).only(SessionRedirected.class);
    assertThat(redirected.targets()).containsExactly("host7.example");
    assertThat(redirected.flags()).containsExactly("LB_TARGET_FQDN");
  }

  @Test
  void a_message_of_the_logon_is_told() {
    Bytes message = ServerWords.share(new LogonError(0xFFFFFFFB, 2).inSaveSessionInfo());

    LogonMessageShown shown = activate(DEMANDED, FONT_MAP, message).the(LogonMessageShown.class);
    assertThat(shown.code()).isEqualTo("0xFFFFFFFB");
  }

  @Test
  void a_session_that_is_suspended_for_good_is_told() {
    Bytes deactivated = ServerWords.data(new SharePdu.DeactivateAll(1002, Bytes.EMPTY).encode());

    assertThat(activate(DEMANDED, FONT_MAP, deactivated).seen())
        .anyMatch(SessionDeactivated.class::isInstance);
    assertThat(activate(DEMANDED, FONT_MAP, deactivated, DEMANDED, FONT_MAP, PICTURE).seen())
        .noneMatch(SessionDeactivated.class::isInstance)
        .anyMatch(DesktopShown.class::isInstance);
  }

  @Test
  void what_the_server_says_to_leaving_is_told() {
    var session = activation();
    ScriptedLine.saying(DEMANDED, FONT_MAP, PICTURE).hold(session);

    assertThat(left(session, ScriptedLine.saying(ServerWords.ultimatum()))).isEqualTo("agreed");
    assertThat(
            left(
                session,
                ScriptedLine.saying(PICTURE, ServerWords.share(new ShareData.ShutdownDenied()))))
        .isEqualTo("denied");
    assertThat(left(session, ScriptedLine.silent().thenCloses())).isEqualTo("closed");
    assertThat(left(session, ScriptedLine.silent())).isEqualTo("silent");
  }

  private static String left(ActivationDialogue session, ScriptedLine line) {
    return line.hold(new LeavingDialogue(PEER, DOMAIN, session, PATIENCE))
        .only(SessionLeft.class)
        .how();
  }
}
