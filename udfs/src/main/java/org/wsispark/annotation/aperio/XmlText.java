package org.wsispark.annotation.aperio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.DecimalPixels;
import org.wsispark.errors.WsiException;

/** XML text as ImageScope lays it out: a tab per level, line feeds, {@code <Empty/>}. */
final class XmlText {
  private final StringBuilder out = new StringBuilder(1 << 12);
  private final Deque<String> open = new ArrayDeque<>();
  private final int level;

  /** Whether the element opened last has neither text nor elements yet. */
  private boolean bare;

  /** Whether the element opened last has text, so that no white space may be put in. */
  private boolean mixed;

  XmlText(int level) {
    this.level = level;
  }

  /** Programs, not documents, choose names here. */
  static void requireName(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("no attribute's name: " + name);
    }
  }

  /** A value as it stands between quotes of either kind. */
  static String escaped(String text) {
    XmlText xml = new XmlText(0);
    xml.appendEscaped(text);
    return xml.toString().replace("'", "&#39;");
  }

  void open(String name, Map<String, String> fields) {
    start(name);
    fields.forEach(this::field);
    open.push(name);
    bare = true;
  }

  void close() {
    String name = open.pop();
    if (bare) {
      out.append("/>\n");
    } else {
      if (!mixed) {
        indent();
      }
      out.append("</").append(name).append(">\n");
    }
    bare = false;
    mixed = false;
  }

  void empty(String name, Map<String, String> fields) {
    start(name);
    fields.forEach(this::field);
    out.append("/>\n");
  }

  void vertex(long xMicroPx, long yMicroPx, Map<String, String> further) {
    start("Vertex");
    out.append(" X=\"");
    DecimalPixels.append(out, xMicroPx);
    out.append("\" Y=\"");
    DecimalPixels.append(out, yMicroPx);
    out.append('"');
    if (!further.containsKey("Z")) {
      out.append(" Z=\"0\"");
    }
    further.forEach(this::field);
    out.append("/>\n");
  }

  void text(String text) {
    if (!text.isEmpty()) {
      out.append('>');
      appendEscaped(text);
      bare = false;
      mixed = true;
    }
  }

  private void start(String name) {
    if (bare) {
      out.append(">\n");
    }
    bare = false;
    mixed = false;
    indent();
    out.append('<').append(name);
  }

  private void indent() {
    out.append("\t".repeat(level + open.size()));
  }

  private void field(String name, String value) {
    out.append(' ').append(name).append("=\"");
    appendEscaped(value);
    out.append('"');
  }

  /** Everything but plain ASCII becomes a reference, so the bytes are the same in any encoding. */
  private void appendEscaped(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> character(c, text);
              }
            });
  }

  private void character(int c, String text) {
    if (c >= ' ' && c < 0x7F) {
      out.append((char) c);
    } else if (isXml(c)) {
      out.append("&#").append(c).append(';');
    } else {
      throw WsiException.of(
              AnnotationError.BAD_TEXT,
              "character U+%04X cannot stand in XML; the text has %d characters",
              c,
              text.length())
          .remedy("Remove it from the text");
    }
  }

  static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c < 0xD800)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
