package org.wsispark.raster;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;

/**
 * A mask of one bit per pixel, row by row from the top-left corner. Each row starts on a new 64-bit
 * word, so rows can be filled and counted by whole words. Mutable; one thread at a time.
 */
public final class BitMask {
  private final int width;
  private final int height;
  private final int wordsPerRow;
  private final long[] words;

  /**
   * A mask without foreground.
   *
   * @param width in pixels, at least 0
   * @param height in pixels, at least 0
   */
  public BitMask(int width, int height) {
    this.width = width;
    this.height = height;
    this.wordsPerRow = (width + 63) >>> 6;
    this.words = new long[Math.multiplyExact(wordsPerRow, height)];
  }

  /**
   * The pixels of a plane that are above a threshold.
   *
   * @param width in pixels, at least 0
   * @param height in pixels, at least 0
   * @param plane a value from 0 to 255 per pixel, row by row
   * @param threshold foreground is greater than this
   * @return a new mask
   */
  public static BitMask above(int width, int height, byte[] plane, int threshold) {
    BitMask mask = new BitMask(width, height);
    EightPixels above = new EightPixels(plane, threshold);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x += 8) {
        long bits = above.bits(y * width + x, Math.min(8, width - x));
        mask.words[y * mask.wordsPerRow + (x >>> 6)] |= bits << (x & 63);
      }
    }
    return mask;
  }

  /**
   * The width.
   *
   * @return pixels
   */
  public int width() {
    return width;
  }

  /**
   * The height.
   *
   * @return pixels
   */
  public int height() {
    return height;
  }

  /**
   * One pixel.
   *
   * @param x column
   * @param y row
   * @return whether it is foreground; false outside the mask
   */
  public boolean get(int x, int y) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return false;
    }
    return (words[y * wordsPerRow + (x >>> 6)] >>> (x & 63) & 1L) != 0;
  }

  /**
   * Sets one pixel.
   *
   * @param x column, inside the mask
   * @param y row, inside the mask
   * @param value foreground or not
   */
  public void set(int x, int y, boolean value) {
    setRow(y, x, x + 1, value);
  }

  /**
   * Sets a run of one row.
   *
   * @param y row, inside the mask
   * @param from first column, inclusive; clipped to the mask
   * @param to last column, exclusive; clipped to the mask
   * @param value foreground or not
   */
  public void setRow(int y, int from, int to, boolean value) {
    int start = Math.max(0, from);
    int end = Math.min(width, to);
    if (start >= end) {
      return;
    }
    int first = y * wordsPerRow + (start >>> 6);
    int last = y * wordsPerRow + ((end - 1) >>> 6);
    long head = -1L << (start & 63);
    long tail = -1L >>> (63 - ((end - 1) & 63));
    if (first == last) {
      apply(first, head & tail, value);
      return;
    }
    apply(first, head, value);
    Arrays.fill(words, first + 1, last, value ? -1L : 0L);
    apply(last, tail, value);
  }

  private void apply(int word, long bits, boolean value) {
    if (value) {
      words[word] |= bits;
    } else {
      words[word] &= ~bits;
    }
  }

  /**
   * The first pixel of a value in a row, at or after a column.
   *
   * @param y row, inside the mask
   * @param from column, at least 0
   * @param value what to look for
   * @return the column, or the width when there is none
   */
  public int next(int y, int from, boolean value) {
    if (from >= width) {
      return width;
    }
    int row = y * wordsPerRow;
    int k = from >>> 6;
    long word = (value ? words[row + k] : ~words[row + k]) & -1L << (from & 63);
    while (word == 0) {
      if (++k == wordsPerRow) {
        return width;
      }
      word = value ? words[row + k] : ~words[row + k];
    }
    return Math.min(width, (k << 6) + Long.numberOfTrailingZeros(word));
  }

  /**
   * The number of foreground pixels.
   *
   * @return the area in pixels
   */
  public long count() {
    long sum = 0;
    for (long word : words) {
      sum += Long.bitCount(word);
    }
    return sum;
  }

  /**
   * The number of foreground pixels in a rectangle.
   *
   * @param rect in pixels of the mask; parts outside hold none
   * @return the area in pixels
   */
  public long count(PixelRect rect) {
    PixelRect inside = rect.intersect(new PixelRect(0, 0, width, height));
    if (inside.isEmpty()) {
      return 0;
    }
    int first = inside.x() >>> 6;
    int last = (inside.right() - 1) >>> 6;
    long head = -1L << (inside.x() & 63);
    long tail = -1L >>> (63 - ((inside.right() - 1) & 63));
    long sum = 0;
    for (int y = inside.y(); y < inside.bottom(); y++) {
      int row = y * wordsPerRow;
      for (int k = first; k <= last; k++) {
        long bits = (k == first ? head : -1L) & (k == last ? tail : -1L);
        sum += Long.bitCount(words[row + k] & bits);
      }
    }
    return sum;
  }

  /**
   * Cuts a rectangle out.
   *
   * @param rect in pixels of the mask; parts outside are background
   * @return a new mask of the rectangle's size
   */
  public BitMask crop(PixelRect rect) {
    BitMask out = new BitMask(rect.width(), rect.height());
    PixelRect inside = rect.intersect(new PixelRect(0, 0, width, height));
    // An empty one may lie right of the last column, where no next pixel is ever found.
    if (inside.isEmpty()) {
      return out;
    }
    for (int y = inside.y(); y < inside.bottom(); y++) {
      int x = next(y, inside.x(), true);
      while (x < inside.right()) {
        int end = next(y, x, false);
        out.setRow(y - rect.y(), x - rect.x(), Math.min(end, inside.right()) - rect.x(), true);
        x = next(y, end, true);
      }
    }
    return out;
  }

  /**
   * Adds another mask's foreground.
   *
   * @param other of the same size
   */
  public void or(BitMask other) {
    checkSize(other);
    for (int k = 0; k < words.length; k++) {
      words[k] |= other.words[k];
    }
  }

  /**
   * Keeps what both masks hold.
   *
   * @param other of the same size
   */
  public void and(BitMask other) {
    checkSize(other);
    for (int k = 0; k < words.length; k++) {
      words[k] &= other.words[k];
    }
  }

  /**
   * Removes another mask's foreground.
   *
   * @param other of the same size
   */
  public void andNot(BitMask other) {
    checkSize(other);
    for (int k = 0; k < words.length; k++) {
      words[k] &= ~other.words[k];
    }
  }

  /**
   * What is no foreground.
   *
   * @return a new mask of the same size
   */
  public BitMask complement() {
    BitMask all = new BitMask(width, height);
    for (int y = 0; y < height; y++) {
      all.setRow(y, 0, width, true);
    }
    all.andNot(this);
    return all;
  }

  private void checkSize(BitMask other) {
    if (other.width != width || other.height != height) {
      throw new IllegalArgumentException("sizes differ: " + this + " and " + other);
    }
  }

  /**
   * An independent copy.
   *
   * @return the same pixels
   */
  public BitMask copy() {
    BitMask copy = new BitMask(width, height);
    System.arraycopy(words, 0, copy.words, 0, words.length);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BitMask mask
        && width == mask.width
        && height == mask.height
        && Arrays.equals(words, mask.words);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "BitMask[" + width + "x" + height + "]";
  }
}
