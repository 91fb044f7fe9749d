package org.wsispark.annotation.aperio;

/** Resolves what XML lets stand for other characters: references and line ends. */
final class XmlReferences {
  private static final int LONGEST = 12;

  private XmlReferences() {}

  /** An attribute's value: every white space is a blank, unless it was written as a reference. */
  static String value(String raw, long offset) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int k = 0; k < raw.length(); k++) {
      char c = raw.charAt(k);
      if (c == '&') {
        k = reference(raw, k, out, offset);
      } else if (c == '\r' && k + 1 < raw.length() && raw.charAt(k + 1) == '\n') {
        out.append(' ');
        k++;
      } else {
        out.append(c == '\r' || c == '\n' || c == '\t' ? ' ' : c);
      }
    }
    return out.toString();
  }

  /** Text between tags: every line end is a line feed, unless it was written as a reference. */
  static String text(String raw, long offset) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int k = 0; k < raw.length(); k++) {
      char c = raw.charAt(k);
      if (c == '&') {
        k = reference(raw, k, out, offset);
      } else if (c == '\r') {
        k += k + 1 < raw.length() && raw.charAt(k + 1) == '\n' ? 1 : 0;
        out.append('\n');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Appends what stands for and gives the position of its semicolon. */
  private static int reference(String raw, int start, StringBuilder out, long offset) {
    int end = raw.indexOf(';', start);
    if (end < 0 || end - start > LONGEST) {
      throw new UnplainXml("an & that starts no reference", offset);
    }
    String name = raw.substring(start + 1, end);
    switch (name) {
      case "amp" -> out.append('&');
      case "lt" -> out.append('<');
      case "gt" -> out.append('>');
      case "quot" -> out.append('"');
      case "apos" -> out.append('\'');
      default -> out.appendCodePoint(character(name, offset));
    }
    return end;
  }

  private static int character(String name, long offset) {
    boolean hex = name.startsWith("#x");
    String digits = name.substring(Math.min(name.length(), hex ? 2 : 1));
    // Before parsing, since parseInt also takes a sign and the digits of other scripts.
    boolean sound = name.startsWith("#") && digits.matches(hex ? "[0-9a-fA-F]{1,7}" : "[0-9]{1,8}");
    int c = sound ? Integer.parseInt(digits, hex ? 16 : 10) : -1;
    if (!XmlText.isXml(c) || c > Character.MAX_CODE_POINT) {
      throw new UnplainXml("the reference &" + name + ";", offset);
    }
    return c;
  }
}
