package org.rdpdoctor.wire.kerberos;

import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `AS-REP` or `TGS-REP`: a ticket, and what is readable of it without a key.
///
/// ```
/// KDC-REP ::= SEQUENCE {
///     pvno     [0] INTEGER (5),
///     msg-type [1] INTEGER (11 -- AS -- | 13 -- TGS --),
///     padata   [2] SEQUENCE OF PA-DATA OPTIONAL,
///     crealm   [3] Realm,
///     cname    [4] PrincipalName,
///     ticket   [5] Ticket,
///     enc-part [6] EncryptedData }
/// Ticket ::= [APPLICATION 1] SEQUENCE {
///     tkt-vno  [0] INTEGER (5),
///     realm    [1] Realm,
///     sname    [2] PrincipalName,
///     enc-part [3] EncryptedData }
/// EncryptedData ::= SEQUENCE {
///     etype  [0] Int32,
///     kvno   [1] UInt32 OPTIONAL,
///     cipher [2] OCTET STRING }
/// ```
///
/// @param msgType `AS_REP` or `TGS_REP`
/// @param crealm the user's realm
/// @param realm of the service that the ticket is for
/// @param sname the service: another than the one asked for if it is a referral
/// @param etype how the ticket is encrypted
@SpecifiedIn("RFC 4120 5.3, RFC 4120 5.4.2, RFC 4120 5.2.9")
public record KdcReply(
    int msgType,
    String crealm,
    PrincipalName cname,
    String realm,
    PrincipalName sname,
    EncryptionType etype)
    implements KdcMessage {
  public static final int AS_REP = 11;
  public static final int TGS_REP = 13;

  private static final int TICKET = 1;

  static KdcReply read(int type, DerReader in) throws DecodeException {
    DerReader fields = in.sequence("KDC-REP");
    fields.enter("pvno", Tag.context(0)).int32("pvno");
    fields.enter("msg-type", Tag.context(1)).int32("msg-type");
    fields.optional("padata", 2, KdcRequest::readPaData);
    String crealm = fields.enter("crealm", Tag.context(3)).string("crealm");
    PrincipalName cname = PrincipalName.read(fields.enter("cname", Tag.context(4)));
    DerReader ticket =
        fields
            .enter("ticket", Tag.context(5))
            .enter("Ticket", Tag.application(TICKET))
            .sequence("Ticket");
    ticket.enter("tkt-vno", Tag.context(0)).int32("tkt-vno");
    return new KdcReply(
        type,
        crealm,
        cname,
        ticket.enter("realm", Tag.context(1)).string("realm"),
        PrincipalName.read(ticket.enter("sname", Tag.context(2))),
        new EncryptionType(
            ticket
                .enter("enc-part", Tag.context(3))
                .sequence("EncryptedData")
                .enter("etype", Tag.context(0))
                .int32("etype")));
  }
}
