package org.wsispark.slide;

import java.util.List;

/**
 * One range that a source is asked for, and the wanted ranges that lie inside it.
 *
 * @param range what is fetched
 * @param parts the wanted ranges, by offset, each once; at least one
 */
public record PlannedRange(ByteRange range, List<ByteRange> parts) {

  /** Makes the list immutable. */
  public PlannedRange {
    parts = List.copyOf(parts);
  }

  /**
   * Cuts a wanted range out of what was fetched.
   *
   * @param fetched the bytes of {@link #range()}
   * @param part one of {@link #parts()}
   * @return its bytes: the array itself when the part is all of it, else a copy
   */
  public byte[] cut(byte[] fetched, ByteRange part) {
    if (part.equals(range)) {
      return fetched;
    }
    byte[] bytes = new byte[part.length()];
    System.arraycopy(fetched, (int) (part.offset() - range.offset()), bytes, 0, bytes.length);
    return bytes;
  }
}
