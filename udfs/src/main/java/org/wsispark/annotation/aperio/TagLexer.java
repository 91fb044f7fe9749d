package org.wsispark.annotation.aperio;

import java.util.Arrays;

/**
 * Finds the name, the fields and the end of one start tag at a time. Takes ASCII names, the five
 * entities of XML and character references; everything else is {@link UnplainXml}.
 */
final class TagLexer {
  private static final int MOST_FIELDS = 256;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST = 16 << 20;

  /** What a byte may be: part of a name, its start, white space, or plain in a value. */
  private static final byte[] KINDS = kinds();

  private static final int NAME = 1;
  private static final int START = 2;
  private static final int SPACE = 4;
  private static final int PLAIN = 8;

  private final XmlUnits units;
  private final byte[] view;
  private final NameTable names;
  private String[] fieldNames = new String[16];
  private int[] nameStarts = new int[16];
  private int[] valueStarts = new int[16];
  private int[] valueEnds = new int[16];
  private boolean[] plain = new boolean[16];
  private int fields;
  private String name;
  private boolean empty;
  private int end;

  TagLexer(XmlUnits units) {
    this.units = units;
    this.view = units.view();
    this.names = new NameTable(view);
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int c = ' '; c < 256; c++) {
      kinds[c] |= PLAIN;
    }
    for (char c : new char[] {'<', '&', '"', '\''}) {
      kinds[c] = 0;
    }
    for (char c : new char[] {' ', '\t', '\n', '\r'}) {
      kinds[c] |= SPACE;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      kinds[c] |= NAME | START;
      kinds[c - 'a' + 'A'] |= NAME | START;
    }
    for (int c = '0'; c <= '9'; c++) {
      kinds[c] |= NAME;
    }
    kinds['_'] |= NAME | START;
    kinds[':'] |= NAME;
    kinds['-'] |= NAME;
    kinds['.'] |= NAME;
    return kinds;
  }

  static boolean isSpace(byte unit) {
    return (KINDS[unit & 255] & SPACE) != 0;
  }

  /** Reads the tag whose angle bracket stands at start. */
  void read(int start) {
    try {
      tag(start);
    } catch (ArrayIndexOutOfBoundsException failure) {
      // Cheaper than a comparison with the length at every byte; nothing else here can cause it.
      throw new UnplainXml("a tag that does not end", units.offset(start));
    }
    if (end - start > LONGEST) {
      throw new UnplainXml("a tag longer than " + LONGEST + " bytes", units.offset(start));
    }
  }

  private void tag(int start) {
    int at = name == null ? start + 1 : ifName(name, start + 1);
    if (at == start + 1) {
      at = nameEnd(start + 1);
      name = names.of(start + 1, at);
    }
    fields = 0;
    while (true) {
      int next = skipSpace(at);
      byte c = view[next];
      if (c == '>') {
        empty = false;
        end = next + 1;
        return;
      }
      if (c == '/') {
        require(view[next + 1] == '>', "a slash in a tag", next);
        empty = true;
        end = next + 2;
        return;
      }
      require(next > at, "fields without space between them", next);
      at = field(next);
    }
  }

  private int field(int start) {
    // Most tags are like the one before: its name at this place is tried before it is looked up.
    String found = fields < fieldNames.length ? fieldNames[fields] : null;
    int at = found == null ? start : ifName(found, start);
    if (at == start) {
      at = nameEnd(start);
      found = names.of(start, at);
    }
    at = skipSpace(at);
    require(view[at] == '=', "a field without a value", at);
    at = skipSpace(at + 1);
    byte quote = view[at];
    require(quote == '"' || quote == '\'', "a value without quotes", at);
    for (int k = 0; k < fields; k++) {
      require(!fieldNames[k].equals(found), "a field that stands twice", start);
    }
    grow(start);
    fieldNames[fields] = found;
    nameStarts[fields] = start;
    valueStarts[fields] = at + 1;
    at = value(at + 1, quote);
    valueEnds[fields] = at;
    fields++;
    return at + 1;
  }

  private int value(int start, byte quote) {
    int at = start;
    boolean simple = true;
    while (true) {
      byte c = view[at];
      if ((KINDS[c & 255] & PLAIN) != 0) {
        simple &= c >= 0;
        at++;
      } else if (c == quote) {
        plain[fields] = simple;
        return at;
      } else {
        simple &= c == '"' || c == '\'';
        require(c != '<' && (c >= ' ' || isSpace(c)), "a character that no value has", at);
        at++;
      }
    }
  }

  /** The unit behind a name if it stands at start, else start. */
  private int ifName(String expected, int start) {
    int length = expected.length();
    for (int k = 0; k < length; k++) {
      if (view[start + k] != expected.charAt(k)) {
        return start;
      }
    }
    return (KINDS[view[start + length] & 255] & NAME) == 0 ? start + length : start;
  }

  private int nameEnd(int start) {
    require((KINDS[view[start] & 255] & START) != 0, "a name that does not start as one", start);
    int at = start + 1;
    while ((KINDS[view[at] & 255] & NAME) != 0) {
      at++;
    }
    require(at - start <= LONGEST_NAME, "a long name", start);
    return at;
  }

  int skipSpace(int start) {
    int at = start;
    while ((KINDS[view[at] & 255] & SPACE) != 0) {
      at++;
    }
    return at;
  }

  private void grow(int start) {
    require(fields < MOST_FIELDS, "a tag with more than " + MOST_FIELDS + " fields", start);
    if (fields == fieldNames.length) {
      fieldNames = Arrays.copyOf(fieldNames, 2 * fields);
      nameStarts = Arrays.copyOf(nameStarts, 2 * fields);
      valueStarts = Arrays.copyOf(valueStarts, 2 * fields);
      valueEnds = Arrays.copyOf(valueEnds, 2 * fields);
      plain = Arrays.copyOf(plain, 2 * fields);
    }
  }

  private void require(boolean holds, String what, int unit) {
    if (!holds) {
      throw new UnplainXml(what, units.offset(unit));
    }
  }

  String name() {
    return name;
  }

  /** Whether the tag is that of an element without content. */
  boolean empty() {
    return empty;
  }

  /** The unit behind the tag. */
  int end() {
    return end;
  }

  int fieldCount() {
    return fields;
  }

  String fieldName(int k) {
    return fieldNames[k];
  }

  int nameStart(int k) {
    return nameStarts[k];
  }

  /** First unit of the value, behind its quote. */
  int valueStart(int k) {
    return valueStarts[k];
  }

  /** The unit of the quote that ends the value. */
  int valueEnd(int k) {
    return valueEnds[k];
  }

  /** Whether the value stands for itself, character by character, in ASCII. */
  boolean isPlain(int k) {
    return plain[k];
  }

  String value(int k) {
    String raw = units.text(valueStarts[k], valueEnds[k]);
    return plain[k] ? raw : XmlReferences.value(raw, units.offset(valueStarts[k]));
  }
}
