package org.wsispark.annotation.aperio;

/**
 * How a document breaks its lines, so that what is put in looks like the rest.
 *
 * @param lineEnd empty where everything stands on one line
 * @param indent of one level
 */
record DocumentLayout(String lineEnd, String indent) {

  /** As before the root's first child; ImageScope's own where there is none. */
  static DocumentLayout of(XmlUnits units, ElementSpans spans) {
    int first = spans.firstChild(0);
    if (first < 0) {
      return new DocumentLayout("\n", "\t");
    }
    int start = spans.start(first);
    int from = start;
    while (from > spans.tagEnd(0) && TagLexer.isSpace(units.view()[from - 1])) {
      from--;
    }
    String space = units.text(from, start);
    int line = Math.max(space.lastIndexOf('\n'), space.lastIndexOf('\r'));
    if (line < 0) {
      return new DocumentLayout("", "");
    }
    return new DocumentLayout(
        space.contains("\r\n") ? "\r\n" : space.substring(line, line + 1),
        space.substring(line + 1));
  }

  /** A line end with the indent of a level. */
  String line(int level) {
    return lineEnd.isEmpty() ? "" : lineEnd + indent.repeat(level);
  }

  /** Elements as {@link XmlText} lays them out, from their first character on, laid out anew. */
  String fitted(String text) {
    StringBuilder out = new StringBuilder();
    for (String line : text.strip().split("\n", -1)) {
      int level = 0;
      while (level < line.length() && line.charAt(level) == '\t') {
        level++;
      }
      if (!out.isEmpty()) {
        out.append(line(level));
      }
      out.append(line, level, line.length());
    }
    return out.toString();
  }
}
