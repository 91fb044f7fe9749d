package org.wsispark.pixel;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;

/**
 * Tissue that is out of focus, block by block of about 64 µm. A block's sharpness is the mean
 * square of the Laplacian of luma over its variance (4 is added to the variance, so that what has
 * no texture at all is noise and not blur); a strong stain has more of both, so stains do not
 * matter. Only pixels of tissue count; a block with less than a quarter of tissue has no sharpness.
 */
final class FocusFinder {
  private static final double BLOCK_UM = 64;
  private static final double FLOOR_VARIANCE = 4;
  private static final double LEAST_TISSUE = 0.25;

  /** Blocks a side that are read in one go: 1 mm, at 2 mpp 512 px. */
  private static final int GROUP = 16;

  private final FrameReader fine;
  private final BitMask tissue;
  private final Rational toMaskX;
  private final Rational toMaskY;
  private final int blockPx;

  /**
   * Of a slide.
   *
   * @param fine the slide at the resolution of focus
   * @param tissue its tissue
   * @param mask the frame of the tissue mask
   */
  FocusFinder(FrameReader fine, BitMask tissue, ReadFrame mask) {
    this.fine = fine;
    this.tissue = tissue;
    this.toMaskX = fine.frame().downsample().x().dividedBy(mask.downsample().x());
    this.toMaskY = fine.frame().downsample().y().dividedBy(mask.downsample().y());
    this.blockPx = (int) Math.max(1, Math.round(BLOCK_UM / mask.mpp().umPerPx()));
  }

  /**
   * What was found.
   *
   * @param blurred tissue of blocks below the limit
   * @param median sharpness of all blocks; NaN without any
   */
  record Focus(BitMask blurred, double median) {}

  Focus find(double blurBelow) {
    BitMask blurred = new BitMask(tissue.width(), tissue.height());
    double[] all = new double[blocks(tissue.width()) * blocks(tissue.height())];
    int count = 0;
    int step = blockPx * GROUP;
    for (int y = 0; y < tissue.height(); y += step) {
      for (int x = 0; x < tissue.width(); x += step) {
        PixelRect group = inside(x, y, step);
        if (tissue.count(group) > 0) {
          count = group(group, blurBelow, blurred, all, count);
        }
      }
    }
    blurred.and(tissue);
    return new Focus(blurred, median(Arrays.copyOf(all, count)));
  }

  private int blocks(int length) {
    return (length + blockPx - 1) / blockPx;
  }

  private PixelRect inside(int x, int y, int side) {
    return PixelRect.ofEdges(
        x, y, Math.min(x + side, tissue.width()), Math.min(y + side, tissue.height()));
  }

  private int group(PixelRect group, double limit, BitMask blurred, double[] all, int count) {
    PixelRect rect = fineRect(group);
    // One pixel more on each side: the Laplacian looks at the neighbours.
    PixelRect read =
        PixelRect.ofEdges(rect.x() - 1, rect.y() - 1, rect.right() + 1, rect.bottom() + 1);
    int[] luma = luma(fine.read(read));
    int found = count;
    for (int y = group.y(); y < group.bottom(); y += blockPx) {
      for (int x = group.x(); x < group.right(); x += blockPx) {
        PixelRect block = inside(x, y, blockPx);
        double sharpness = sharpness(luma, read, block);
        if (!Double.isNaN(sharpness)) {
          all[found++] = sharpness;
          for (int row = block.y(); sharpness < limit && row < block.bottom(); row++) {
            blurred.setRow(row, block.x(), block.right(), true);
          }
        }
      }
    }
    return found;
  }

  private double sharpness(int[] luma, PixelRect read, PixelRect block) {
    PixelRect rect = fineRect(block);
    long n = 0;
    long sum = 0;
    long squares = 0;
    long laplacians = 0;
    int[] maskX = new int[rect.width()];
    for (int k = 0; k < maskX.length; k++) {
      maskX[k] = Math.min(block.right() - 1, (int) toMaskX.floorOf(rect.x() + k));
    }
    for (int y = rect.y(); y < rect.bottom(); y++) {
      int maskY = Math.min(block.bottom() - 1, (int) toMaskY.floorOf(y));
      for (int k = 0; k < maskX.length; k++) {
        if (!tissue.get(maskX[k], maskY)) {
          continue;
        }
        int at = (y - read.y()) * read.width() + rect.x() + k - read.x();
        int value = luma[at];
        long laplacian =
            luma[at - 1]
                + luma[at + 1]
                + luma[at - read.width()]
                + luma[at + read.width()]
                - 4L * value;
        n++;
        sum += value;
        squares += (long) value * value;
        laplacians += laplacian * laplacian;
      }
    }
    if (n == 0 || n < LEAST_TISSUE * rect.area()) {
      return Double.NaN;
    }
    double variance = (squares - (double) sum * sum / n) / n;
    return (double) laplacians / n / (variance + FLOOR_VARIANCE);
  }

  /** Pixels of the fine frame whose top-left corner lies in these of the mask. */
  private PixelRect fineRect(PixelRect ofMask) {
    Rational x = toMaskX.inverse();
    Rational y = toMaskY.inverse();
    return PixelRect.ofEdges(
        (int) Math.min(fine.frame().width(), x.ceilOf(ofMask.x())),
        (int) Math.min(fine.frame().height(), y.ceilOf(ofMask.y())),
        (int) Math.min(fine.frame().width(), x.ceilOf(ofMask.right())),
        (int) Math.min(fine.frame().height(), y.ceilOf(ofMask.bottom())));
  }

  private static int[] luma(RgbImage image) {
    byte[] rgb = image.rgb();
    int[] luma = new int[image.width() * image.height()];
    for (int k = 0; k < luma.length; k++) {
      luma[k] = ColourPlanes.luma(rgb[3 * k] & 255, rgb[3 * k + 1] & 255, rgb[3 * k + 2] & 255);
    }
    return luma;
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(values);
    return values[(values.length - 1) / 2];
  }
}
