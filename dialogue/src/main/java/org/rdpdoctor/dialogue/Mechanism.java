package org.rdpdoctor.dialogue;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.spnego.MechType;

/// How one logon is done inside CredSSP: NTLM or Kerberos, with the keys that it agrees on. Used
/// once, and in the order of the methods.
///
/// Whatever the peer says ends in a [Step]; what goes wrong is a fact, never an exception.
public interface Mechanism {
  /// As facts call it: `NTLM` or `Kerberos`.
  String name();

  /// How SPNEGO knows it, best first; a server may choose any of them.
  List<MechType> mechTypes();

  /// The first token.
  Step begin();

  /// True if the first token proves already who the user is; that of NTLM does not.
  default boolean provesAtOnce() {
    return true;
  }

  /// @param token of the server, without SPNEGO around it
  Step hear(Bytes token);

  /// True if the list of [#mechTypes] must be signed although nothing else stood on it (MS-SPNG
  /// 3.3.5.1 for NTLM).
  boolean signsMechTypes();

  /// The signature of `message`, for SPNEGO's mechListMIC. It is the first that is made with the
  /// keys.
  Bytes mic(Bytes message);

  /// True if the server made `mic` for `message`.
  boolean isMic(Bytes mic, Bytes message);

  /// Encrypts and signs what follows, message by message.
  Bytes seal(Bytes message);

  /// The reverse; nothing if the server did not seal it with these keys, in this order.
  Optional<Bytes> open(Bytes sealed);

  /// What comes next.
  sealed interface Step {
    /// Say this.
    ///
    /// @param established true if the keys are known, so that what is sealed may follow at once
    record Say(Bytes token, boolean established) implements Step {}

    /// Nothing more to say: the keys are known.
    record Established() implements Step {}

    /// What the server said makes no sense.
    record Senseless(String reason) implements Step {}

    /// It cannot go on, for these reasons; nothing has to be said to the server.
    record Unable(List<Observation> because) implements Step {
      public Unable {
        because = List.copyOf(because);
      }
    }
  }
}
