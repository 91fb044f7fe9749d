package org.wsispark.raster;

import java.util.Arrays;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;

/**
 * Box filter in integer arithmetic: a target pixel is the mean of the source area under it, rounded
 * to the nearest value, halves up. Pixels that are cut by an edge count by the exact share of their
 * area, so for any rational scale a target pixel depends on its own position only, never on the
 * rectangle or tile it is computed with, and a constant image stays constant. Immutable; any number
 * of threads.
 */
public final class AreaResampler implements Resampler {
  private final ShiftedScale scaleX;
  private final ShiftedScale scaleY;

  /**
   * For a scale.
   *
   * @param sourcePerTarget source pixels per target pixel
   * @throws IllegalArgumentException when a term of the scale passes 2^27
   */
  public AreaResampler(Downsample sourcePerTarget) {
    this(ShiftedScale.of(sourcePerTarget.x()), ShiftedScale.of(sourcePerTarget.y()));
  }

  /**
   * For a grid that starts between source pixels.
   *
   * @param scaleX along x
   * @param scaleY along y
   */
  public AreaResampler(ShiftedScale scaleX, ShiftedScale scaleY) {
    this.scaleX = scaleX;
    this.scaleY = scaleY;
  }

  /**
   * The source pixels that a target rectangle depends on.
   *
   * @param target in target pixels
   * @return in source pixels; empty for an empty rectangle
   */
  @Override
  public PixelRect sourceOf(PixelRect target) {
    return PixelRect.ofEdges(
        Math.toIntExact(scaleX.floorOf(target.x())),
        Math.toIntExact(scaleY.floorOf(target.y())),
        Math.toIntExact(scaleX.ceilOf(target.right())),
        Math.toIntExact(scaleY.ceilOf(target.bottom())));
  }

  /**
   * Computes a target rectangle.
   *
   * @param source pixels of the source
   * @param sourceRect where they lie in the source's grid; contains {@link #sourceOf(PixelRect)}
   * @param target in target pixels
   * @param into has the target's size; every pixel of it is set
   * @throws IllegalArgumentException when source pixels are missing, or {@code into} has another
   *     size
   */
  @Override
  public void resample(RgbImage source, PixelRect sourceRect, PixelRect target, RgbImage into) {
    if (!into.hasSizeOf(target)) {
      throw new IllegalArgumentException(into + " is no image for " + target);
    }
    if (!sourceRect.contains(sourceOf(target))
        || source.width() != sourceRect.width()
        || source.height() != sourceRect.height()) {
      throw new IllegalArgumentException(
          source + " at " + sourceRect + " does not hold " + sourceOf(target));
    }
    Axis columns = new Axis(scaleX, target.x(), target.width(), sourceRect.x());
    Axis rows = new Axis(scaleY, target.y(), target.height(), sourceRect.y());
    int samples = target.width() * 3;
    long[] rowSums = new long[samples];
    long[] sums = new long[samples];
    int summed = -1;
    for (int y = 0; y < target.height(); y++) {
      Arrays.fill(sums, 0);
      for (int row = rows.first[y]; row <= rows.last[y]; row++) {
        // Neighbouring target rows share at most the source row that lies on their border.
        if (row != summed) {
          sumRow(source.rgb(), row * source.width() * 3, columns, rowSums);
          summed = row;
        }
        long weight = rows.weight(y, row);
        for (int k = 0; k < samples; k++) {
          sums[k] += weight * rowSums[k];
        }
      }
      divide(sums, scaleX.numerator() * scaleY.numerator(), into.rgb(), y * samples);
    }
  }

  private static void sumRow(byte[] rgb, int start, Axis columns, long[] sums) {
    for (int x = 0; x < columns.first.length; x++) {
      int first = start + columns.first[x] * 3;
      int last = start + columns.last[x] * 3;
      int r = 0;
      int g = 0;
      int b = 0;
      for (int k = first + 3; k < last; k += 3) {
        r += rgb[k] & 255;
        g += rgb[k + 1] & 255;
        b += rgb[k + 2] & 255;
      }
      long head = columns.firstWeight[x];
      long tail = columns.lastWeight[x];
      long whole = columns.whole;
      sums[3 * x] = head * (rgb[first] & 255) + whole * r + tail * (rgb[last] & 255);
      sums[3 * x + 1] = head * (rgb[first + 1] & 255) + whole * g + tail * (rgb[last + 1] & 255);
      sums[3 * x + 2] = head * (rgb[first + 2] & 255) + whole * b + tail * (rgb[last + 2] & 255);
    }
  }

  private static void divide(long[] sums, long area, byte[] out, int at) {
    double inverse = 1.0 / (2.0 * area);
    for (int k = 0; k < sums.length; k++) {
      // The double is within one of the quotient; the remainder says which side it is on.
      long doubled = 2 * sums[k] + area;
      long quotient = (long) (doubled * inverse);
      long rest = doubled - quotient * 2 * area;
      if (rest < 0) {
        quotient--;
      } else if (rest >= 2 * area) {
        quotient++;
      }
      out[at + k] = (byte) quotient;
    }
  }

  /** Which source pixels each target pixel covers, in the units of a scale. */
  private static final class Axis {
    private final int[] first;
    private final int[] last;
    private final long[] firstWeight;
    private final long[] lastWeight;
    private final long whole;

    Axis(ShiftedScale scale, int from, int count, int sourceFrom) {
      this.first = new int[count];
      this.last = new int[count];
      this.firstWeight = new long[count];
      this.lastWeight = new long[count];
      this.whole = scale.denominator();
      for (int k = 0; k < count; k++) {
        long start = scale.offset() + (from + (long) k) * scale.numerator();
        long end = start + scale.numerator();
        long head = Math.floorDiv(start, whole);
        long tail = Math.floorDiv(end - 1, whole);
        first[k] = Math.toIntExact(head - sourceFrom);
        last[k] = Math.toIntExact(tail - sourceFrom);
        firstWeight[k] = Math.min((head + 1) * whole, end) - start;
        lastWeight[k] = tail == head ? 0 : end - tail * whole;
      }
    }

    long weight(int target, int source) {
      if (source == first[target]) {
        return firstWeight[target];
      }
      return source == last[target] ? lastWeight[target] : whole;
    }
  }
}
