package org.rdpdoctor.diagnosis.accuracy;
final class Dbg {
  public static void main(String[] a) {
    var k = new Knowledge();
    for (Sample s : Casebook.all()) {
      if (s.part() != Sample.Part.valueOf(a[0])) continue;
      Scored r = Scored.of(s, k);
      if (s.truth().kind()!=Truth.Kind.CAUSE && r.breakRight()) continue;
      if (r.within(a.length>1?1:0) && r.breakRight()) continue;
      System.out.printf("%s rank %d %s breakRight %s dec %s%n   was %s told %s breaks %s%n", r.rank()>0&&r.rank()<=3?"ok ":"BAD", r.rank(), s.name(), r.breakRight(), r.decidable(), s.truth().causes(), r.told().entrySet().stream().limit(5).map(e->e.getKey()+"=%.2f".formatted(e.getValue())).toList(), k.diagnose(s.facts()).breaks().stream().map(b->b.id()+"=%.2f".formatted(b.probability())).toList());
    }
  }
}
