package org.rdpdoctor.wire.x509;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Oid;
import org.rdpdoctor.wire.asn1.Tag;

/// What the extensions of a certificate say, as far as a connection can fail on it. One that cannot
/// be read counts as absent and is named in `faults`; every one is in `all`, as it stands.
@SpecifiedIn("RFC 5280 4.2")
public record Extensions(
    List<CertificateExtension> all,
    Optional<BasicConstraints> basicConstraints,
    Optional<KeyUsage> keyUsage,
    Optional<List<KeyPurpose>> extendedKeyUsage,
    List<GeneralName> subjectAltNames,
    List<String> caIssuers,
    List<String> ocspResponders,
    List<String> crlDistributionPoints,
    Optional<Bytes> subjectKeyIdentifier,
    Optional<Bytes> authorityKeyIdentifier,
    List<DecodeFault> faults) {
  private static final Oid SUBJECT_KEY_IDENTIFIER = Oid.of("2.5.29.14");
  private static final Oid KEY_USAGE = Oid.of("2.5.29.15");
  private static final Oid SUBJECT_ALT_NAME = Oid.of("2.5.29.17");
  private static final Oid BASIC_CONSTRAINTS = Oid.of("2.5.29.19");
  private static final Oid CRL_DISTRIBUTION_POINTS = Oid.of("2.5.29.31");
  private static final Oid AUTHORITY_KEY_IDENTIFIER = Oid.of("2.5.29.35");
  private static final Oid EXTENDED_KEY_USAGE = Oid.of("2.5.29.37");
  private static final Oid AUTHORITY_INFO_ACCESS = Oid.of("1.3.6.1.5.5.7.1.1");
  private static final Oid OCSP = Oid.of("1.3.6.1.5.5.7.48.1");
  private static final Oid CA_ISSUERS = Oid.of("1.3.6.1.5.5.7.48.2");

  public Extensions {
    all = List.copyOf(all);
    extendedKeyUsage = extendedKeyUsage.map(List::copyOf);
    subjectAltNames = List.copyOf(subjectAltNames);
    caIssuers = List.copyOf(caIssuers);
    ocspResponders = List.copyOf(ocspResponders);
    crlDistributionPoints = List.copyOf(crlDistributionPoints);
    faults = List.copyOf(faults);
  }

  static Extensions of(List<CertificateExtension> all) {
    var reading = new Reading(all, new ArrayList<>());
    List<AccessDescription> access =
        reading.find(AUTHORITY_INFO_ACCESS, AccessDescription::readAll).orElse(List.of());
    return new Extensions(
        all,
        reading.find(BASIC_CONSTRAINTS, BasicConstraints::read),
        reading.find(KEY_USAGE, in -> new KeyUsage(in.bitString("KeyUsage"))),
        reading.find(EXTENDED_KEY_USAGE, Extensions::readPurposes),
        reading
            .find(SUBJECT_ALT_NAME, in -> GeneralName.readAll(in.sequence("SubjectAltName")))
            .orElse(List.of()),
        AccessDescription.locations(access, CA_ISSUERS),
        AccessDescription.locations(access, OCSP),
        reading.find(CRL_DISTRIBUTION_POINTS, Extensions::readCrlAddresses).orElse(List.of()),
        reading.find(SUBJECT_KEY_IDENTIFIER, in -> in.octetString("SubjectKeyIdentifier")),
        reading.find(AUTHORITY_KEY_IDENTIFIER, Extensions::readKeyIdentifier).flatMap(id -> id),
        reading.faults);
  }

  /// Reads extensions one by one, and puts down what went wrong.
  private record Reading(List<CertificateExtension> all, List<DecodeFault> faults) {
    <T> Optional<T> find(Oid id, DerReader.Field<T> content) {
      for (CertificateExtension extension : all) {
        if (extension.extnId().equals(id)) {
          try {
            return Optional.of(content.read(new DerReader(extension.extnValue())));
          } catch (DecodeException e) {
            faults.add(e.fault());
          }
        }
      }
      return Optional.empty();
    }
  }

  /// `AuthorityInfoAccessSyntax ::= SEQUENCE OF SEQUENCE { accessMethod OBJECT IDENTIFIER,
  /// accessLocation GeneralName }`
  private record AccessDescription(Oid accessMethod, List<GeneralName> accessLocation) {
    static List<AccessDescription> readAll(DerReader in) throws DecodeException {
      DerReader list = in.sequence("AuthorityInfoAccessSyntax");
      var all = new ArrayList<AccessDescription>();
      while (!list.isEmpty()) {
        DerReader description = list.sequence("AccessDescription");
        Oid method = description.oid("accessMethod");
        all.add(new AccessDescription(method, GeneralName.readAll(description)));
      }
      return all;
    }

    static List<String> locations(List<AccessDescription> all, Oid method) {
      return all.stream()
          .filter(description -> description.accessMethod.equals(method))
          .flatMap(description -> uris(description.accessLocation).stream())
          .toList();
    }
  }

  private static List<String> uris(List<GeneralName> names) {
    return names.stream()
        .filter(name -> name.form() == GeneralName.Form.URI)
        .map(GeneralName::text)
        .toList();
  }

  private static List<KeyPurpose> readPurposes(DerReader in) throws DecodeException {
    DerReader list = in.sequence("ExtKeyUsageSyntax");
    var purposes = new ArrayList<KeyPurpose>();
    while (!list.isEmpty()) {
      purposes.add(new KeyPurpose(list.oid("KeyPurposeId")));
    }
    return purposes;
  }

  /// `CRLDistributionPoints ::= SEQUENCE OF SEQUENCE { distributionPoint [0] CHOICE { fullName [0]
  /// GeneralNames, … } OPTIONAL, … }`
  private static List<String> readCrlAddresses(DerReader in) throws DecodeException {
    DerReader list = in.sequence("CRLDistributionPoints");
    var addresses = new ArrayList<String>();
    while (!list.isEmpty()) {
      DerReader point = list.sequence("DistributionPoint");
      point
          .optional(
              "distributionPoint", 0, name -> name.optional("fullName", 0, GeneralName::readAll))
          .flatMap(names -> names)
          .ifPresent(names -> addresses.addAll(uris(names)));
    }
    return addresses;
  }

  /// `AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] IMPLICIT OCTET STRING OPTIONAL, … }`
  private static Optional<Bytes> readKeyIdentifier(DerReader in) throws DecodeException {
    DerReader fields = in.sequence("AuthorityKeyIdentifier");
    int keyIdentifier = Tag.contextPrimitive(0);
    return fields.nextIs(keyIdentifier)
        ? Optional.of(fields.contents("keyIdentifier", keyIdentifier))
        : Optional.empty();
  }
}
