package org.wsispark.inference;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/**
 * Finished probabilities of a rectangle of the output grid: the area of a block, or the part of it
 * that is finished already. Every value is the mean of the windows over its pixel by their weights,
 * {@code floor((2 * sum + weight) / (2 * weight))} of the quantized probabilities, so a constant
 * stays that constant. Not copied: whoever hands in arrays leaves them alone. Takes 2 bytes per
 * class and pixel and one bit per pixel.
 *
 * @param block the block's number in its {@link BlockGrid}
 * @param rect output pixels
 * @param classes number of classes
 * @param values unsigned 16-bit {@link ProbabilityScale} numbers in order of class, row, column; 0
 *     where no window reached
 * @param covered which pixels of the rectangle at least one window reached
 */
@SuppressWarnings("ArrayRecordComponent")
public record StitchedBlock(
    int block, PixelRect rect, int classes, short[] values, BitMask covered) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException when they do not fit together
   */
  public StitchedBlock {
    if (block < 0 || classes < 1 || values.length != classes * rect.area()) {
      throw new IllegalArgumentException(
          "%d values are no block %d of %d classes over %s"
              .formatted(values.length, block, classes, rect));
    }
    if (covered.width() != rect.width() || covered.height() != rect.height()) {
      throw new IllegalArgumentException(covered + " does not cover " + rect);
    }
  }

  /**
   * One probability.
   *
   * @param label class, from 0
   * @param x output pixel, inside rect()
   * @param y output pixel, inside rect()
   * @return 0 to 65535; 0 where no window reached
   */
  public int value(int label, int x, int y) {
    int inside = (y - rect.y()) * rect.width() + (x - rect.x());
    return values[label * rect.width() * rect.height() + inside] & 0xFFFF;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StitchedBlock that
        && block == that.block
        && rect.equals(that.rect)
        && classes == that.classes
        && Arrays.equals(values, that.values)
        && covered.equals(that.covered);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * block + rect.hashCode()) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "StitchedBlock[" + block + ", " + rect + ", " + classes + " classes]";
  }
}
