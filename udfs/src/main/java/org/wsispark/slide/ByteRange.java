package org.wsispark.slide;

/**
 * A half-open range of bytes of a source.
 *
 * @param offset of the first byte, at least 0
 * @param length in bytes, at least 0
 */
public record ByteRange(long offset, int length) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when a part is negative or the end does not fit into a long
   */
  public ByteRange {
    if (offset < 0 || length < 0 || offset + length < 0) {
      throw new IllegalArgumentException("no range: offset " + offset + ", length " + length);
    }
  }

  /**
   * The end.
   *
   * @return offset of the first byte after the range
   */
  public long end() {
    return offset + length;
  }
}
