package org.rdpdoctor.wire.credssp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `TSRequest`: the one message of CredSSP, in both directions.
///
/// ```
/// TSRequest ::= SEQUENCE {
///     version     [0] INTEGER,
///     negoTokens  [1] NegoData     OPTIONAL,
///     authInfo    [2] OCTET STRING OPTIONAL,
///     pubKeyAuth  [3] OCTET STRING OPTIONAL,
///     errorCode   [4] INTEGER      OPTIONAL,
///     clientNonce [5] OCTET STRING OPTIONAL }
/// NegoData ::= SEQUENCE OF SEQUENCE { negoToken [0] OCTET STRING }
/// ```
///
/// `version` is the highest that the sender knows; those under 5 are from before CVE-2018-0886 was
/// fixed. `errorCode` is an NTSTATUS, which servers send from version 3 on, except 5.
@SpecifiedIn("MS-CSSP 2.2.1")
public record TsRequest(
    int version,
    List<Bytes> negoTokens,
    Optional<Bytes> authInfo,
    Optional<Bytes> pubKeyAuth,
    Optional<Integer> errorCode,
    Optional<Bytes> clientNonce) {

  /// More than any token needs, Kerberos tickets with large group lists included.
  public static final int MAX_SIZE = 128 * 1024;

  public TsRequest {
    negoTokens = List.copyOf(negoTokens);
  }

  /// A request that carries an SPNEGO token and nothing else.
  public static TsRequest negotiating(int version, Bytes negoToken) {
    return new TsRequest(
        version,
        List.of(negoToken),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The whole size of the message that begins with `head`, or -1 while too few bytes are known.
  ///
  /// @throws DecodeException as soon as these bytes cannot begin one
  public static int sizeOf(Bytes head) throws DecodeException {
    return DerReader.sizeOf(head, "TSRequest", Tag.SEQUENCE, MAX_SIZE);
  }

  public static TsRequest decode(Bytes message) throws DecodeException {
    DerReader fields = new DerReader(message).sequence("TSRequest");
    int version = fields.enter("version", Tag.context(0)).int32("version");
    return new TsRequest(
        version,
        fields.optional("negoTokens", 1, TsRequest::readNegoTokens).orElse(List.of()),
        fields.optionalOctets("authInfo", 2),
        fields.optionalOctets("pubKeyAuth", 3),
        fields.optional("errorCode", 4, field -> field.int32("errorCode")),
        fields.optionalOctets("clientNonce", 5));
  }

  private static List<Bytes> readNegoTokens(DerReader field) throws DecodeException {
    DerReader data = field.sequence("NegoData");
    var tokens = new ArrayList<Bytes>();
    while (!data.isEmpty()) {
      DerReader entry = data.sequence("NegoDataEntry");
      tokens.add(entry.enter("negoToken", Tag.context(0)).octetString("negoToken"));
    }
    return tokens;
  }

  public Bytes encode() {
    var fields = new ArrayList<Bytes>();
    fields.add(Der.context(0, Der.integer(version)));
    if (!negoTokens.isEmpty()) {
      fields.add(
          Der.context(
              1,
              Der.sequence(
                  negoTokens.stream()
                      .map(token -> Der.sequence(Der.context(0, Der.octetString(token))))
                      .toList())));
    }
    authInfo.ifPresent(info -> fields.add(Der.context(2, Der.octetString(info))));
    pubKeyAuth.ifPresent(key -> fields.add(Der.context(3, Der.octetString(key))));
    // Windows writes the number as the negative one that it is in 32 bits.
    errorCode.ifPresent(code -> fields.add(Der.context(4, Der.integer(code))));
    clientNonce.ifPresent(nonce -> fields.add(Der.context(5, Der.octetString(nonce))));
    return Der.sequence(fields);
  }
}
