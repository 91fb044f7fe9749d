package org.wsispark.annotation.aperio;

/** One String per name of a document, so that a name is made once and not for each element. */
final class NameTable {
  private static final int SLOTS = 1 << 10;

  private final byte[] view;
  private final String[] names = new String[SLOTS];

  NameTable(byte[] view) {
    this.view = view;
  }

  /** The name in some units, all ASCII. A name whose slot is taken takes it over. */
  String of(int from, int to) {
    int hash = 0;
    for (int k = from; k < to; k++) {
      hash = 31 * hash + view[k];
    }
    int slot = (hash ^ (hash >>> 10)) & (SLOTS - 1);
    String name = names[slot];
    if (name == null || !same(name, from, to)) {
      StringBuilder made = new StringBuilder(to - from);
      for (int k = from; k < to; k++) {
        made.append((char) view[k]);
      }
      name = made.toString();
      names[slot] = name;
    }
    return name;
  }

  private boolean same(String name, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int k = from; k < to; k++) {
      if (name.charAt(k - from) != view[k]) {
        return false;
      }
    }
    return true;
  }
}
