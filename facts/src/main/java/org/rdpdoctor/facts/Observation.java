package org.rdpdoctor.facts;

/// A fact about one rung of the ladder, with its evidence. Facts are past events; they never judge.
///
/// The knowledge files use the record's name in kebab case as the fact's word: `NegotiationRefused`
/// is `negotiation-refused`, and its components are the fields of that word (see [Vocabulary]).
public sealed interface Observation
    permits NameFact,
        RouteFact,
        TcpFact,
        NegotiationFact,
        TlsFact,
        CertificateFact,
        CredSspFact,
        AuthenticationFact,
        McsFact,
        SecurityFact,
        LicensingFact,
        SessionFact,
        UdpFact,
        ProxyFact,
        GatewayFact,
        BrokerFact,
        ClientFact,
        ServerFact {
  Layer layer();

  Evidence evidence();
}
