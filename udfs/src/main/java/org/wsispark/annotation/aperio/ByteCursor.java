package org.wsispark.annotation.aperio;

import java.util.regex.Pattern;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.DecimalPixels;
import org.wsispark.errors.WsiException;

/**
 * The project's own lexer: one pass over the document's bytes, which makes texts only of what is
 * asked for. Takes the plain XML that annotations are; whatever it does not take, it leaves to
 * {@link StaxCursor} by {@link UnplainXml}.
 */
final class ByteCursor extends XmlCursor {
  private static final Pattern DECLARATION =
      Pattern.compile(
          "<\\?xml\\s+version\\s*=\\s*(\"1\\.0\"|'1\\.0')"
              + "(\\s+encoding\\s*=\\s*(\"[A-Za-z0-9._-]+\"|'[A-Za-z0-9._-]+'))?"
              + "(\\s+standalone\\s*=\\s*(\"(yes|no)\"|'(yes|no)'))?\\s*\\?>");
  private static final int LONGEST = 16 << 20;
  private static final int LONGEST_DECLARATION = 200;

  private final XmlUnits units;
  private final byte[] view;
  private final TagLexer tag;
  private final ElementSpans spans;
  private final String[] open = new String[DEEPEST + 1];
  private int at;
  private int depth;
  private boolean emptyElement;

  /** A cursor that also notes where each element stands. */
  ByteCursor(XmlUnits units, ElementSpans spans) {
    this.units = units;
    this.view = units.view();
    this.tag = new TagLexer(units);
    this.spans = spans;
    this.at = units.first();
  }

  @Override
  void root() {
    if (startsWith("<?xml") && at + 5 < view.length && TagLexer.isSpace(view[at + 5])) {
      int end = find("?>", at);
      String declaration = units.text(at, Math.min(end, at + LONGEST_DECLARATION));
      require(DECLARATION.matcher(declaration).matches(), "an unusual XML declaration");
      at = end;
    }
    misc();
    require(at < view.length && view[at] == '<', "no root element");
    startTag();
  }

  @Override
  boolean nextChild(StringBuilder text) {
    if (emptyElement) {
      emptyElement = false;
      leave();
      return false;
    }
    while (true) {
      text(text);
      require(at + 1 < view.length, "an element that does not end");
      byte next = view[at + 1];
      if (next == '/') {
        endTag();
        return false;
      }
      if (next == '!' || next == '?') {
        if (!skipMisc()) {
          cdata(text);
        }
      } else {
        startTag();
        return true;
      }
    }
  }

  private void startTag() {
    require(depth < DEEPEST, "elements nested deeper than " + DEEPEST);
    tag.read(at);
    open[depth++] = tag.name();
    spans.open(tag.name(), at, tag.end());
    at = tag.end();
    emptyElement = tag.empty();
  }

  private void leave() {
    depth--;
    spans.close(at);
  }

  private void endTag() {
    String name = open[depth - 1];
    int end = at + 2 + name.length();
    require(end < view.length && matches(name, at + 2), "an end tag that does not match");
    while (end < view.length && TagLexer.isSpace(view[end])) {
      end++;
    }
    require(end < view.length && view[end] == '>', "an end tag that does not end");
    at = end + 1;
    leave();
  }

  /** Goes to the next angle bracket; the text on the way is white space where none belongs. */
  private void text(StringBuilder text) {
    int from = at;
    boolean blank = true;
    boolean sound = true;
    while (at < view.length && view[at] != '<') {
      byte c = view[at++];
      boolean space = TagLexer.isSpace(c);
      blank &= space;
      sound &= c < 0 || c >= ' ' || space;
    }
    require(at < view.length, "an element that does not end");
    require(at - from <= LONGEST, "a text longer than " + LONGEST + " bytes");
    require(sound, "a control character");
    require(blank || text != null, "text where only elements belong");
    if (text != null && at > from) {
      String raw = units.text(from, at);
      require(!raw.contains("]]>"), "]]> in a text");
      text.append(XmlReferences.text(raw, units.offset(from)));
    }
  }

  private void cdata(StringBuilder text) {
    require(startsWith("<![CDATA[") && text != null, "a declaration");
    int from = at + "<![CDATA[".length();
    at = find("]]>", from);
    String raw = units.text(from, at - "]]>".length());
    text.append(raw.replace("\r\n", "\n").replace('\r', '\n'));
  }

  /** Comments, processing instructions and white space outside the root element. */
  private void misc() {
    while (true) {
      while (at < view.length && TagLexer.isSpace(view[at])) {
        at++;
      }
      if (!skipMisc()) {
        return;
      }
    }
  }

  private boolean skipMisc() {
    if (startsWith("<!--")) {
      int end = find("--", at + "<!--".length());
      require(end < view.length && view[end] == '>', "-- in a comment");
      at = end + 1;
      return true;
    }
    if (startsWith("<?")) {
      int end = find("?>", at + 2);
      String text = units.text(at + 2, Math.min(end, at + LONGEST_DECLARATION));
      require(
          text.matches("(?s)(?![xX][mM][lL])[A-Za-z_][A-Za-z0-9._-]*(\\s.*|\\?>)"),
          "an unusual processing instruction");
      at = end;
      return true;
    }
    return false;
  }

  /**
   * The unit behind the next occurrence of a text; what lies before it has no control character.
   */
  private int find(String wanted, int from) {
    int last = Math.min(view.length, from + LONGEST) - wanted.length();
    for (int k = from; k <= last; k++) {
      if (matches(wanted, k)) {
        return k + wanted.length();
      }
      require(view[k] < 0 || view[k] >= ' ' || TagLexer.isSpace(view[k]), "a control character");
    }
    throw new UnplainXml("no " + wanted, units.offset(at));
  }

  private boolean startsWith(String wanted) {
    return at + wanted.length() <= view.length && matches(wanted, at);
  }

  private boolean matches(String wanted, int from) {
    for (int k = 0; k < wanted.length(); k++) {
      if (view[from + k] != wanted.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  @Override
  void end() {
    misc();
    require(at == view.length, "something behind the root element");
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new UnplainXml(what, units.offset(Math.min(at, view.length)));
    }
  }

  @Override
  String name() {
    return tag.name();
  }

  @Override
  int fieldCount() {
    return tag.fieldCount();
  }

  @Override
  String fieldName(int k) {
    return tag.fieldName(k);
  }

  @Override
  String fieldValue(int k) {
    return tag.value(k);
  }

  @Override
  boolean fieldIs(int k, char value) {
    int start = tag.valueStart(k);
    return tag.isPlain(k)
        ? tag.valueEnd(k) == start + 1 && view[start] == value
        : super.fieldIs(k, value);
  }

  @Override
  long fieldMicroPx(int k) {
    long plain =
        tag.isPlain(k)
            ? DecimalPixels.plain(view, tag.valueStart(k), tag.valueEnd(k))
            : DecimalPixels.NOT_PLAIN;
    return plain == DecimalPixels.NOT_PLAIN ? super.fieldMicroPx(k) : plain;
  }

  /** Only the parser's failures are shown; it reads what this cursor has failed on once more. */
  @Override
  WsiException at(WsiException failure) {
    return failure.at("byte " + units.offset(Math.min(at, view.length)));
  }

  @Override
  public void close() {
    depth = 0;
  }

  /** What the lexer does not take, for somebody who cannot do with the parser. */
  static WsiException refused(UnplainXml unplain) {
    return WsiException.of(
            AnnotationError.NOT_EDITABLE,
            "the document has %s, which can be read but not edited in place",
            unplain.getMessage())
        .at("byte " + unplain.offset())
        .remedy("Convert it once: wsispark annotations convert IN OUT --rewrite");
  }
}
