package org.rdpdoctor.wire.kerberos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `KRB-ERROR`: the error of a KDC, or of a server that does not take a ticket.
///
/// ```
/// KRB-ERROR ::= [APPLICATION 30] SEQUENCE {
///     pvno       [0]  INTEGER (5),
///     msg-type   [1]  INTEGER (30),
///     ctime      [2]  KerberosTime OPTIONAL,
///     cusec      [3]  Microseconds OPTIONAL,
///     stime      [4]  KerberosTime,
///     susec      [5]  Microseconds,
///     error-code [6]  Int32,
///     crealm     [7]  Realm OPTIONAL,
///     cname      [8]  PrincipalName OPTIONAL,
///     realm      [9]  Realm,
///     sname      [10] PrincipalName,
///     e-text     [11] KerberosString OPTIONAL,
///     e-data     [12] OCTET STRING OPTIONAL }
/// ```
///
/// @param ctime when the client says that it asked
/// @param stime the sender's clock, to the second; `susec` what is above that
/// @param sname the service that was asked for
/// @param eText for people, and in no particular language
@SpecifiedIn("RFC 4120 5.9.1")
public record KrbError(
    Optional<Instant> ctime,
    Optional<Integer> cusec,
    Instant stime,
    int susec,
    KrbErrorCode errorCode,
    Optional<String> crealm,
    Optional<PrincipalName> cname,
    String realm,
    PrincipalName sname,
    Optional<String> eText,
    Optional<Bytes> eData)
    implements KdcMessage {
  static final int KRB_ERROR = 30;

  /// An error about `sname`, and nothing more.
  public static KrbError of(KrbErrorCode code, String realm, PrincipalName sname, Instant stime) {
    return new KrbError(
        Optional.empty(),
        Optional.empty(),
        stime,
        0,
        code,
        Optional.empty(),
        Optional.empty(),
        realm,
        sname,
        Optional.empty(),
        Optional.empty());
  }

  /// The sender's clock.
  public Instant time() {
    return stime.plusNanos(susec * 1000L);
  }

  /// The NTSTATUS that a Windows KDC added.
  public Optional<KerbExtError> extended() {
    return eData.flatMap(KerbExtError::in);
  }

  public static KrbError decode(Bytes message) throws DecodeException {
    return read(new DerReader(message).enter("KRB-ERROR", Tag.application(KRB_ERROR)));
  }

  static KrbError read(DerReader in) throws DecodeException {
    DerReader fields = in.sequence("KRB-ERROR");
    fields.enter("pvno", Tag.context(0)).int32("pvno");
    fields.enter("msg-type", Tag.context(1)).int32("msg-type");
    return new KrbError(
        fields.optional("ctime", 2, field -> field.time("ctime")),
        fields.optional("cusec", 3, field -> field.int32("cusec")),
        fields.enter("stime", Tag.context(4)).time("stime"),
        fields.enter("susec", Tag.context(5)).int32("susec"),
        new KrbErrorCode(fields.enter("error-code", Tag.context(6)).int32("error-code")),
        fields.optional("crealm", 7, field -> field.string("crealm")),
        fields.optional("cname", 8, PrincipalName::read),
        fields.enter("realm", Tag.context(9)).string("realm"),
        PrincipalName.read(fields.enter("sname", Tag.context(10))),
        fields.optional("e-text", 11, field -> field.string("e-text")),
        fields.optionalOctets("e-data", 12));
  }

  public Bytes encode() {
    var fields = new ArrayList<Bytes>();
    fields.add(Der.context(0, Der.integer(VERSION)));
    fields.add(Der.context(1, Der.integer(KRB_ERROR)));
    ctime.ifPresent(time -> fields.add(Der.context(2, Der.generalizedTime(time))));
    cusec.ifPresent(micros -> fields.add(Der.context(3, Der.integer(micros))));
    fields.add(Der.context(4, Der.generalizedTime(stime)));
    fields.add(Der.context(5, Der.integer(susec)));
    fields.add(Der.context(6, Der.integer(errorCode.value())));
    crealm.ifPresent(name -> fields.add(Der.context(7, Der.generalString(name))));
    cname.ifPresent(name -> fields.add(Der.context(8, name.encode())));
    fields.add(Der.context(9, Der.generalString(realm)));
    fields.add(Der.context(10, sname.encode()));
    eText.ifPresent(text -> fields.add(Der.context(11, Der.generalString(text))));
    eData.ifPresent(data -> fields.add(Der.context(12, Der.octetString(data))));
    return Der.element(Tag.application(KRB_ERROR), Der.sequence(fields));
  }
}
