package org.wsispark.testkit.pixels;

import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.wsispark.raster.RgbImage;

/** Assertions about an image. Pixels are shown as six hexadecimal digits, red first. */
public final class RgbImageAssert extends AbstractAssert<RgbImageAssert, RgbImage> {
  RgbImageAssert(RgbImage actual) {
    super(actual, RgbImageAssert.class);
  }

  /** Holds when size and all samples are the same. */
  public RgbImageAssert isEqualTo(RgbImage expected) {
    hasSizeOf(expected);
    beyond(expected, 0).ifPresent(difference -> failWithMessage("%s", difference));
    return this;
  }

  /**
   * Holds when the size is the same and few samples differ by much, as after a lossy compression.
   *
   * @param expected of the same size
   * @param tolerance steps of 255 by which a sample may differ
   * @param mostShare share of all samples that may differ by more, from 0 to 1, exclusive
   */
  public RgbImageAssert isCloseTo(RgbImage expected, int tolerance, double mostShare) {
    hasSizeOf(expected);
    int wrong = 0;
    for (int k = 0; k < expected.rgb().length; k++) {
      wrong += Math.abs((expected.rgb()[k] & 255) - (actual.rgb()[k] & 255)) > tolerance ? 1 : 0;
    }
    double share = (double) wrong / expected.rgb().length;
    if (wrong > 0 && share >= mostShare) {
      String first = beyond(expected, tolerance).orElseThrow();
      failWithMessage(
          "%s of the samples are more than %s steps off, less than %s may be%n%s",
          share, tolerance, mostShare, first);
    }
    return this;
  }

  /** Holds when width and height are the same. */
  public RgbImageAssert hasSizeOf(RgbImage expected) {
    isNotNull();
    PixelDifference.sameSize(actual.width(), actual.height(), expected.width(), expected.height())
        .ifPresent(this::failWithMessage);
    return this;
  }

  private Optional<String> beyond(RgbImage expected, int tolerance) {
    return PixelDifference.find(
        actual.width(),
        actual.height(),
        (x, y) -> {
          int at = (y * expected.width() + x) * 3;
          for (int k = at; k < at + 3; k++) {
            if (Math.abs((expected.rgb()[k] & 255) - (actual.rgb()[k] & 255)) > tolerance) {
              return true;
            }
          }
          return false;
        },
        (x, y) -> colour(expected, x, y),
        (x, y) -> colour(actual, x, y));
  }

  private static String colour(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    byte[] rgb = image.rgb();
    return String.format(
        Locale.ROOT, "%02x%02x%02x", rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255);
  }
}
