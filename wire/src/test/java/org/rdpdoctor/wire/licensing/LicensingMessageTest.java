package org.rdpdoctor.wire.licensing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseRequest;
import org.rdpdoctor.wire.licensing.LicensingMessage.OtherLicensingMessage;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LicensingMessageTest {
  private static LicensingMessage message(String name) throws DecodeException {
    return LicensingMessage.decode(Golden.message("licensing.LicensingMessage", name));
  }

  @Test
  void MS_RDPBCGR_4_1_11_needs_no_license() throws DecodeException {
    var error = (LicenseErrorMessage) message("MS-RDPBCGR-4.1.11");

    assertThat(error.dwErrorCode())
        .isEqualTo(LicenseErrorCode.STATUS_VALID_CLIENT)
        .hasToString("STATUS_VALID_CLIENT");
    assertThat(error.dwStateTransition()).isEqualTo(LicenseErrorMessage.ST_NO_TRANSITION);
  }

  @Test
  void MS_RDPELE_4_1_asks_for_a_license_of_microsoft() throws DecodeException {
    var request = (LicenseRequest) message("MS-RDPELE-4.1");

    assertThat(request.productInfo().companyName()).isEqualTo("Microsoft Corporation\0");
    assertThat(request.productInfo().productId()).isEqualTo("A02\0");
    assertThat(request.serverCertificate().wBlobType()).isEqualTo(LicenseBlob.BB_CERTIFICATE_BLOB);
    assertThat(request.scopeList()).hasSize(1);
    assertThat(request.scopeList().getFirst().blobData().startsWithAscii("microsoft.com")).isTrue();
  }

  @Test
  void MS_RDPELE_4_4_is_kept_as_it_is() throws DecodeException {
    assertThat(message("MS-RDPELE-4.4").type()).isEqualTo(OtherLicensingMessage.PLATFORM_CHALLENGE);
  }

  @Test
  void an_abort_says_its_reason() throws DecodeException {
    var abort = LicenseErrorMessage.abort(LicenseErrorCode.ERR_NO_LICENSE_SERVER);

    assertThat(LicensingMessage.decode(abort.encode())).isEqualTo(abort);
    assertThat(new LicenseErrorCode(77)).hasToString("dwErrorCode 77");
  }
}
