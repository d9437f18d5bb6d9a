package org.rdpdoctor.wire;

/// Why bytes are not the message that they should be: which field, where, and what was wrong with
/// it.
public sealed interface DecodeFault {
  /// The field, spelled as in the specification.
  String field();

  /// Bytes from the first byte of the message.
  int offset();

  /// A sentence fragment for people: names the field, the offset and the trouble.
  String describe();

  /// The bytes end before the field does.
  record Truncated(String field, int offset, int wanted, int left) implements DecodeFault {
    @Override
    public String describe() {
      return "%s at offset %d needs %d bytes, %d left".formatted(field, offset, wanted, left);
    }
  }

  /// The specification allows one value here, and another one stands.
  record WrongValue(String field, int offset, long expected, long found) implements DecodeFault {
    @Override
    public String describe() {
      return "%s at offset %d must be 0x%X, found 0x%X".formatted(field, offset, expected, found);
    }
  }

  /// The number selects a structure, and no structure has it.
  record UnknownType(String field, int offset, long found) implements DecodeFault {
    @Override
    public String describe() {
      return "%s at offset %d has the unknown value 0x%X".formatted(field, offset, found);
    }
  }

  /// A length or count that cannot be: larger than what holds it, or than any sane peer sends.
  record WrongLength(String field, int offset, long found, long limit) implements DecodeFault {
    @Override
    public String describe() {
      return "%s at offset %d says %d, at most %d is possible"
          .formatted(field, offset, found, limit);
    }
  }

  /// The bytes are all there and say nothing that the field can mean: a date with a thirteenth
  /// month, a list without its end. `trouble` completes "the field is …".
  record Malformed(String field, int offset, String trouble) implements DecodeFault {
    @Override
    public String describe() {
      return "%s at offset %d is %s".formatted(field, offset, trouble);
    }
  }
}
