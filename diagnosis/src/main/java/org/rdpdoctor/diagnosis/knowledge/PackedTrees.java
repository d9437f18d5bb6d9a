package org.rdpdoctor.diagnosis.knowledge;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many [Tree]s in one block of bytes, each of which can be read alone: YAML takes longer to read
/// than a whole check may last.
///
/// The block holds every text once, then the names of the trees with their places, then the trees.
/// All numbers are unsigned and variable-length, seven bits a byte, lowest first. It is written and
/// read by the same version of the program, at build time and at run time.
final class PackedTrees {
  private static final int PLAIN = 0;
  private static final int QUOTED = 1;
  private static final int SEQUENCE = 2;
  private static final int MAPPING = 3;

  private final byte[] block;
  private final int[] textAt;
  private final Map<String, Integer> treeAt = new LinkedHashMap<>();

  PackedTrees(byte[] block) {
    this.block = block.clone();
    var in = new Reader(0);
    textAt = new int[in.number()];
    for (int i = 0; i < textAt.length; i++) {
      textAt[i] = in.at;
      in.skip(in.number());
    }
    int trees = in.number();
    var names = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    for (int i = 0; i < trees; i++) {
      names.add(text(in.number()));
      sizes.add(in.number());
    }
    int at = in.at;
    for (int i = 0; i < trees; i++) {
      treeAt.put(names.get(i), at);
      at += sizes.get(i);
    }
  }

  List<String> names() {
    return List.copyOf(treeAt.keySet());
  }

  Optional<Tree> tree(String name) {
    return Optional.ofNullable(treeAt.get(name)).map(at -> new Reader(at).tree());
  }

  private String text(int index) {
    var in = new Reader(textAt[index]);
    int length = in.number();
    return new String(block, in.at, length, StandardCharsets.UTF_8);
  }

  private final class Reader {
    private int at;

    Reader(int at) {
      this.at = at;
    }

    int number() {
      int value = 0;
      for (int shift = 0; ; shift += 7) {
        int next = block[at++];
        value |= (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    void skip(int bytes) {
      at += bytes;
    }

    Tree tree() {
      int kind = number();
      int line = number();
      if (kind == PLAIN || kind == QUOTED) {
        return new Tree.Scalar(text(number()), kind == PLAIN, line);
      }
      int size = number();
      if (kind == SEQUENCE) {
        var items = new ArrayList<Tree>(size);
        for (int i = 0; i < size; i++) {
          items.add(tree());
        }
        return new Tree.Sequence(items, line);
      }
      var entries = new ArrayList<Tree.Entry>(size);
      for (int i = 0; i < size; i++) {
        entries.add(new Tree.Entry(text(number()), number(), tree()));
      }
      return new Tree.Mapping(entries, line);
    }
  }

  static byte[] pack(Map<String, Tree> trees) {
    var writer = new Writer();
    var names = new ByteArrayOutputStream();
    var bodies = new ByteArrayOutputStream();
    trees.forEach(
        (name, tree) -> {
          var body = new ByteArrayOutputStream();
          writer.tree(body, tree);
          writer.text(names, name);
          Writer.number(names, body.size());
          bodies.writeBytes(body.toByteArray());
        });
    var whole = new ByteArrayOutputStream();
    Writer.number(whole, writer.texts.size());
    for (String text : writer.texts.keySet()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Writer.number(whole, bytes.length);
      whole.writeBytes(bytes);
    }
    Writer.number(whole, trees.size());
    whole.writeBytes(names.toByteArray());
    whole.writeBytes(bodies.toByteArray());
    return whole.toByteArray();
  }

  private static final class Writer {
    private final Map<String, Integer> texts = new LinkedHashMap<>();

    static void number(ByteArrayOutputStream out, int value) {
      int left = value;
      while (left > 0x7F) {
        out.write((left & 0x7F) | 0x80);
        left >>>= 7;
      }
      out.write(left);
    }

    void text(ByteArrayOutputStream out, String text) {
      number(out, texts.computeIfAbsent(text, _ -> texts.size()));
    }

    void tree(ByteArrayOutputStream out, Tree tree) {
      switch (tree) {
        case Tree.Scalar(String text, boolean plain, int line) -> {
          number(out, plain ? PLAIN : QUOTED);
          number(out, line);
          text(out, text);
        }
        case Tree.Sequence(List<Tree> items, int line) -> {
          number(out, SEQUENCE);
          number(out, line);
          number(out, items.size());
          items.forEach(item -> tree(out, item));
        }
        case Tree.Mapping(List<Tree.Entry> entries, int line) -> {
          number(out, MAPPING);
          number(out, line);
          number(out, entries.size());
          for (Tree.Entry entry : entries) {
            text(out, entry.key());
            number(out, entry.line());
            tree(out, entry.value());
          }
        }
      }
    }
  }
}
