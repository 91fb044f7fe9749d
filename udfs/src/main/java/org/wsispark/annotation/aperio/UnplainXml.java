package org.wsispark.annotation.aperio;

/**
 * Says that the lexer leaves a document to the parser: it is wrong, or uses what the lexer does not
 * take. Whatever the lexer takes the parser takes too, with the same result.
 */
final class UnplainXml extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long offset;

  UnplainXml(String what, long offset) {
    // Without a stack trace: on wrong input this is the ordinary way, not a surprise.
    super(what, null, false, false);
    this.offset = offset;
  }

  /** Byte of the document where it was met. */
  long offset() {
    return offset;
  }
}
