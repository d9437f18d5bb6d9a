package org.rdpdoctor.wire.kerberos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `AS-REQ`, which asks for a ticket-granting ticket, and `TGS-REQ`, which asks with one for a
/// ticket to a service.
///
/// ```
/// KDC-REQ ::= SEQUENCE {
///     pvno     [1] INTEGER (5),
///     msg-type [2] INTEGER (10 -- AS -- | 12 -- TGS --),
///     padata   [3] SEQUENCE OF PA-DATA OPTIONAL,
///     req-body [4] KDC-REQ-BODY }
/// KDC-REQ-BODY ::= SEQUENCE {
///     kdc-options [0] KDCOptions,
///     cname       [1] PrincipalName OPTIONAL,
///     realm       [2] Realm,
///     sname       [3] PrincipalName OPTIONAL,
///     from        [4] KerberosTime OPTIONAL,
///     till        [5] KerberosTime,
///     rtime       [6] KerberosTime OPTIONAL,
///     nonce       [7] UInt32,
///     etype       [8] SEQUENCE OF Int32,
///     … }
/// ```
///
/// What stands behind `etype`, and the times, are passed over.
///
/// @param msgType `AS_REQ` or `TGS_REQ`
@SpecifiedIn("RFC 4120 5.4.1")
public record KdcRequest(
    int msgType,
    List<PaData> padata,
    Optional<PrincipalName> cname,
    String realm,
    Optional<PrincipalName> sname,
    List<EncryptionType> etypes)
    implements KdcMessage {
  public static final int AS_REQ = 10;
  public static final int TGS_REQ = 12;

  private static final int FROM = 4;
  private static final int TILL = 5;
  private static final int RTIME = 6;
  private static final int NONCE = 7;

  public KdcRequest {
    padata = List.copyOf(padata);
    etypes = List.copyOf(etypes);
  }

  /// True if the KDC can tell from it whether the password is right.
  public boolean provesPassword() {
    return msgType == AS_REQ
        && padata.stream().anyMatch(each -> each.padataType() == PaData.ENC_TIMESTAMP);
  }

  static KdcRequest read(int type, DerReader in) throws DecodeException {
    DerReader fields = in.sequence("KDC-REQ");
    fields.enter("pvno", Tag.context(1)).int32("pvno");
    fields.enter("msg-type", Tag.context(2)).int32("msg-type");
    List<PaData> padata = fields.optional("padata", 3, KdcRequest::readPaData).orElse(List.of());
    DerReader body = fields.enter("req-body", Tag.context(4)).sequence("KDC-REQ-BODY");
    body.enter("kdc-options", Tag.context(0)).bitString("kdc-options");
    Optional<PrincipalName> cname = body.optional("cname", 1, PrincipalName::read);
    String realm = body.enter("realm", Tag.context(2)).string("realm");
    Optional<PrincipalName> sname = body.optional("sname", 3, PrincipalName::read);
    body.optional("from", FROM, field -> field.time("from"));
    body.enter("till", Tag.context(TILL)).time("till");
    body.optional("rtime", RTIME, field -> field.time("rtime"));
    body.enter("nonce", Tag.context(NONCE)).integer("nonce");
    return new KdcRequest(type, padata, cname, realm, sname, readTypes(body));
  }

  static List<PaData> readPaData(DerReader field) throws DecodeException {
    DerReader entries = field.sequence("METHOD-DATA");
    var found = new ArrayList<PaData>();
    while (!entries.isEmpty()) {
      found.add(PaData.read(entries));
    }
    return found;
  }

  private static List<EncryptionType> readTypes(DerReader body) throws DecodeException {
    DerReader types = body.enter("etype", Tag.context(8)).sequence("etype");
    var found = new ArrayList<EncryptionType>();
    while (!types.isEmpty()) {
      found.add(new EncryptionType(types.int32("etype")));
    }
    return found;
  }
}
