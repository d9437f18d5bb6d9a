package org.rdpdoctor.diagnosis.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.wire.tsgu.TsguStatus;

/// What a gateway says on the wire and what the code tables say of it have the same names.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayCodesTest {
  static List<Code> codes() {
    return CodeBook.load(new PackagedKnowledge()).codes().stream()
        .filter(code -> List.of("gateway-dword", "gateway-hresult").contains(code.family()))
        .filter(code -> code.value().isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void a_code_has_its_name_also_on_the_wire(Code code) {
    var status = new TsguStatus((int) code.value().getAsLong());

    assertThat(status).hasToString(code.name());
    assertThat(status.isKnown()).isTrue();
  }
}
