package org.rdpdoctor.wire.spnego;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.BitString;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `NegTokenInit`, and `NegTokenInit2` of a server that speaks first, which adds `negHints`: the
/// mechanisms that the sender can do, best first.
///
/// ```
/// NegTokenInit2 ::= SEQUENCE {
///     mechTypes   [0] MechTypeList OPTIONAL,
///     reqFlags    [1] ContextFlags OPTIONAL,
///     mechToken   [2] OCTET STRING OPTIONAL,
///     negHints    [3] NegHints     OPTIONAL,
///     mechListMIC [4] OCTET STRING OPTIONAL }
/// NegHints ::= SEQUENCE {
///     hintName    [0] GeneralString OPTIONAL,
///     hintAddress [1] OCTET STRING  OPTIONAL }
/// ```
///
/// Without hints, `mechListMIC` is `[3]`.
@SpecifiedIn("RFC 4178 4.2.1, MS-SPNG 2.2.1")
public record NegTokenInit(
    List<MechType> mechTypes,
    Optional<BitString> reqFlags,
    Optional<Bytes> mechToken,
    Optional<NegHints> negHints,
    Optional<Bytes> mechListMic)
    implements NegotiationToken {

  /// `NegHints`; Windows sends the name `not_defined_in_RFC4178@please_ignore`.
  @SpecifiedIn("MS-SPNG 2.2.1")
  public record NegHints(Optional<String> hintName, Optional<Bytes> hintAddress) {
    static NegHints read(DerReader in) throws DecodeException {
      DerReader hints = in.sequence("NegHints");
      return new NegHints(
          hints.optional("hintName", 0, field -> field.string("hintName")),
          hints.optionalOctets("hintAddress", 1));
    }

    Bytes encode() {
      var fields = new ArrayList<Bytes>();
      hintName.ifPresent(name -> fields.add(Der.context(0, Der.generalString(name))));
      hintAddress.ifPresent(address -> fields.add(Der.context(1, Der.octetString(address))));
      return Der.sequence(fields);
    }
  }

  public NegTokenInit {
    mechTypes = List.copyOf(mechTypes);
  }

  /// What a client sends first: its mechanisms, and already a token for the first of them.
  public static NegTokenInit offering(List<MechType> mechTypes, Bytes mechToken) {
    return new NegTokenInit(
        mechTypes, Optional.empty(), Optional.of(mechToken), Optional.empty(), Optional.empty());
  }

  static NegTokenInit read(DerReader in) throws DecodeException {
    DerReader fields = in.sequence("NegTokenInit");
    List<MechType> mechTypes =
        fields.optional("mechTypes", 0, NegTokenInit::readMechTypes).orElse(List.of());
    Optional<BitString> reqFlags =
        fields.optional("reqFlags", 1, field -> field.bitString("reqFlags"));
    Optional<Bytes> mechToken = fields.optionalOctets("mechToken", 2);
    Optional<Third> third = fields.optional("negHints", 3, Third::read);
    Optional<Bytes> mic = third.flatMap(Third::mechListMic);
    return new NegTokenInit(
        mechTypes,
        reqFlags,
        mechToken,
        third.flatMap(Third::negHints),
        mic.isPresent() ? mic : fields.optionalOctets("mechListMIC", 4));
  }

  private static List<MechType> readMechTypes(DerReader field) throws DecodeException {
    DerReader list = field.sequence("MechTypeList");
    var mechTypes = new ArrayList<MechType>();
    while (!list.isEmpty()) {
      mechTypes.add(new MechType(list.oid("MechType")));
    }
    return mechTypes;
  }

  /// `[3]` is hints in one edition of the message and the checksum in the other.
  private record Third(Optional<NegHints> negHints, Optional<Bytes> mechListMic) {
    static Third read(DerReader field) throws DecodeException {
      return field.nextIs(Tag.SEQUENCE)
          ? new Third(Optional.of(NegHints.read(field)), Optional.empty())
          : new Third(Optional.empty(), Optional.of(field.octetString("mechListMIC")));
    }
  }

  /// The `MechTypeList` in DER: what `mechListMIC` is computed over.
  public Bytes encodeMechTypes() {
    return Der.sequence(mechTypes.stream().map(type -> Der.oid(type.oid())).toList());
  }

  /// The token with its GSS-API framing.
  @Override
  public Bytes encode() {
    var fields = new ArrayList<Bytes>();
    if (!mechTypes.isEmpty()) {
      fields.add(Der.context(0, encodeMechTypes()));
    }
    reqFlags.ifPresent(flags -> fields.add(Der.context(1, Der.bitString(flags))));
    mechToken.ifPresent(token -> fields.add(Der.context(2, Der.octetString(token))));
    negHints.ifPresent(hints -> fields.add(Der.context(3, hints.encode())));
    int micNumber = negHints.isPresent() ? 4 : 3;
    mechListMic.ifPresent(mic -> fields.add(Der.context(micNumber, Der.octetString(mic))));
    return new Mech(MechType.SPNEGO, Der.context(0, Der.sequence(fields))).encode();
  }
}
