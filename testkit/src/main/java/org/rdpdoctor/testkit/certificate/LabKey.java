package org.rdpdoctor.testkit.certificate;

import java.math.BigInteger;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;

/// The RSA keys of all scripted peers.
///
/// They are public on purpose and protect nothing: to find primes takes a second or more, which is
/// longer than everything else that a peer does.
public enum LabKey {
  /// The key of nearly every peer.
  HOST(
      """
      f527af25b6a39a8074afdfafb749502286ff8796d41a5404e297a91113b92007c5a83e88986feb2e
      683c53f3fb03e50d488e4884ccfa34a6039f26c8b528991c62d8689ebf6406c987db30cc66964f05
      c8da52635443dea5979f86737f628246f1d6a9133541cec07abadb616cca2b84fa674eb4b2c86159
      c0a5af7cc8c31809
      """,
      """
      e9146f1f89631f71b39bd65df10d8f533b748e4092a630a9350f88a1612b021d75ebfe57caf89e94
      575f87a14b5ab7f40f483c71629235cd1e9513342cc4a0e7ea189d1df9ff5555604443af7d3c2127
      50c4927a4dd9b02fe98c576013d92e9cb29c86d674499198bb66e2533c46d78489a7d179f8d310c0
      b45c6711cbc67157
      """),

  /// Too short for some clients.
  HOST_1024(
      """
      ee037414dcc2388f51cd77f31f25d5d3c4dd2e9af13efb28a1fce3ff271ca4827dd3473bc8a98df4
      423f5edbdb93c97dc6f368547c4954d788351f2a08358d75
      """,
      """
      dc8b984c0c2d6c4c526557b899e495278ea6542552f3ba724c71206b77ea87220822ec1877290af2
      003887cdbe0b2c761b864d3fd757aa40fc883e9a49fbe0a5
      """),

  /// Too short for anybody.
  HOST_512(
      """
      ffaac85f8291835875e3bc1bc27a76159c1d067a446243a7cc5735185c7484df
      """,
      """
      e13c4e8ee8c432f147ea77c45fd1d4642cab7c4b73176fe0b11817b872afb953
      """),

  /// Fits no certificate.
  STRAY(
      """
      f7a0dc09f7f39f61d99e8261512d72bf0125182ff01496a9362cb5864a829d8f4e8fbf5330de4ce9
      201510aeb2c59d58bd1a549daf1749614eb65063b53593c8eb84140a232dfbd855557d37cd7a4554
      46dd1f89cb324244715de939b6194a33c0427ae3da1f6ee7508253a73ba30766ecb853d2e75b734b
      2a49b1d3b110fc33
      """,
      """
      ca2e1ed0f17214f329e928ad90c0237d1279c83fd77b48ecb9f39ae65ce3eb406e32cf4ab6a219e6
      be9a0bac0af30cbefeb372c5135b3ae99a59c3bcce54c3db1a39737254ea8460e9fe15ddf46cc438
      2ec32a8fd9f9f7df501ed5e2c7cdf51acd8ae772fec53911158c1a8de507c17fb77712e26224edce
      17bb207d060325b5
      """),

  /// Signs the intermediate authority.
  ROOT(
      """
      f11bf52a7acf2177729ac01a575e5b6cb8a06c632c39f41b6a5b491a46e2e37d41a34567845f2960
      34006e24ba7c34729b25b76c5abb66e490d466422716e3ce3fd0f90eeccf01e9e20307a611b72267
      942dca03110531ebd488dda316b78c86c9a842b092a3db1a9333f86a63f5bbb2f3764755eabf347c
      fb2ea0cd5753dd55
      """,
      """
      c4ff51b5e6a1dbd044c1a74c98891abf0ee3f0daffe0dbc8473bd39b3d6e9e9d4b4715dfe1e0ed14
      9e903116052250209f14a5a864e698df11fb2d52e9554598baeb22abc003d21c18d32c3e0d4d44e5
      f3b625317483c3713f623a63f8bc12321250cbaaab3a1e3ff457bbeece5f81b8497dc2726dfd2269
      920a5805f9a516ad
      """),

  /// Signs certificates of hosts.
  INTERMEDIATE(
      """
      d8f16454c65fdf6c882d853f65c9d497706d4f9920c32f6109ee92d0bd6006c1e11c88b206d9c8bd
      52de9c01cb8bbab381839893609a5aba2d48aa8ff18a55395a3139da2c3c8b99b3aa07baa811b060
      7cb06aaad4ce3bb25d479f3e6578dfa589ec56b80a39b0f4ef7b2a39f2b3b5852c487ae9f69ecb31
      83bd874789a0843f
      """,
      """
      bce9826f1cfb468a32851235a1ff1f6eaf0d48eb63a65818ff333b008a32cb9767c3951c4e2872a5
      317e7c9d67ca24a732cc12166492d863a4fd260be8eed0cb3a2dae2530b18816cbfd159a50551f37
      3618662140701d5e36ad4bbd52a4cf10c4606c166def922f253f7239cb94a2bacf3ce323f8ef9737
      3d41315d0372ee23
      """),

  /// The key of standard RDP security.
  PROPRIETARY(
      """
      f54e1d3c43fb201c81574c469eccd97ac5abb8a29e63c6e8f9e50079b7fc1807fba0d6ea287160fd
      528209b0ced997769fa9317597d9bed97de5c3efbc23475cd3ebc43cb4a3b042cb04058a49c278dc
      9732530f7ac7372e773837d7d955530fb64b91e9f849eabc3960b419fc1fbf8ce077704b98404a05
      f3115e291b9dbeb7
      """,
      """
      c0a483aa4157ec3e6d308adf83ebcc89733b04014ed19816d6ffc12c994ab3217b1c1c2bd5fa07da
      581124bfd6f84b9c433c1d1bc93f4a948184fb5c4c67a3e6f88b3d4165297e4d0630ba2e7563da0f
      89e563e566383120353a0a736ce2c6da9b2e3588db8e8aa1365af404e4874a0294c30b4fc39b91e9
      edcee1ecefa173f7
      """);

  private static final BigInteger PUBLIC_EXPONENT = BigInteger.valueOf(65537);

  private final BigInteger prime1;
  private final BigInteger prime2;

  LabKey(String prime1, String prime2) {
    this.prime1 = new BigInteger(prime1.replaceAll("\\s", ""), 16);
    this.prime2 = new BigInteger(prime2.replaceAll("\\s", ""), 16);
  }

  public RSAPrivateCrtKeyParameters privateKey() {
    BigInteger pLess = prime1.subtract(BigInteger.ONE);
    BigInteger qLess = prime2.subtract(BigInteger.ONE);
    BigInteger exponent = PUBLIC_EXPONENT.modInverse(pLess.multiply(qLess));
    return new RSAPrivateCrtKeyParameters(
        prime1.multiply(prime2),
        PUBLIC_EXPONENT,
        exponent,
        prime1,
        prime2,
        exponent.mod(pLess),
        exponent.mod(qLess),
        prime2.modInverse(prime1));
  }

  public RSAKeyParameters publicKey() {
    return new RSAKeyParameters(false, prime1.multiply(prime2), PUBLIC_EXPONENT);
  }
}
