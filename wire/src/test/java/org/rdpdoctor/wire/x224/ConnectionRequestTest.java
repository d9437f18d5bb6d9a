package org.rdpdoctor.wire.x224;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.x224.ConnectionRequest.Negotiation;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConnectionRequestTest {
  @Test
  void MS_RDPBCGR_4_1_1_carries_a_cookie_and_asks_for_standard_rdp_security()
      throws DecodeException {
    assertThat(request("MS-RDPBCGR-4.1.1"))
        .isEqualTo(ConnectionRequest.offering(Protocols.RDP, "eltons"));
  }

  @Test
  void a_routing_token_is_kept_as_it_stands() throws DecodeException {
    var request = request("routing-token");

    assertThat(request.routing()).contains("Cookie: msts=3640205228.15629.0000");
    assertThat(request.negotiation().map(Negotiation::requestedProtocols))
        .contains(Protocols.SSL.and(Protocols.HYBRID).and(Protocols.HYBRID_EX));
  }

  @Test
  void a_client_from_before_negotiation_asks_for_nothing() throws DecodeException {
    assertThat(request("before-negotiation"))
        .isEqualTo(new ConnectionRequest(Optional.empty(), Optional.empty()));
  }

  @Test
  void protocols_are_shown_by_name_and_strangers_as_hex() {
    assertThat(Protocols.RDP).hasToString("RDP");
    assertThat(Protocols.SSL.and(Protocols.HYBRID)).hasToString("SSL|HYBRID");
    assertThat(new Protocols(0x41)).hasToString("SSL|0x40");
  }

  private static ConnectionRequest request(String name) throws DecodeException {
    return ConnectionRequest.decode(Golden.message("x224.ConnectionRequest", name));
  }
}
