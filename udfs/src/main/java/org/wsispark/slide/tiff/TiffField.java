package org.wsispark.slide.tiff;

/**
 * One entry of a directory.
 *
 * @param tag its number
 * @param type of its values
 * @param count how many values
 * @param offset where they lie in the file; values that fit into the entry lie in the entry
 */
public record TiffField(int tag, TiffType type, long count, long offset) {

  /**
   * Size of all values.
   *
   * @return bytes; the reader has checked that it is small enough to be counted
   */
  public long bytes() {
    return count * type.bytes();
  }
}
