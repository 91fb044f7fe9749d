package org.wsispark.raster;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;

/**
 * An 8-bit RGB image: row by row from the top-left corner, three interleaved bytes R, G, B per
 * pixel, no padding between rows.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb width * height * 3 bytes; shared, not copied, so whoever makes an image gives the
 *     array away
 */
@SuppressWarnings("ArrayRecordComponent")
public record RgbImage(int width, int height, byte[] rgb) {

  /**
   * Checks that the array fits the size.
   *
   * @throws IllegalArgumentException when it does not
   */
  public RgbImage {
    if (width < 0 || height < 0 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "%d bytes are no RGB image of %dx%d".formatted(rgb.length, width, height));
    }
  }

  /**
   * An image of one colour.
   *
   * @param width in pixels
   * @param height in pixels
   * @return an image whose every byte is 255
   */
  public static RgbImage white(int width, int height) {
    RgbImage image = black(width, height);
    image.whiten();
    return image;
  }

  /**
   * An image of one colour, the cheapest one to be painted over.
   *
   * @param width in pixels
   * @param height in pixels
   * @return an image whose every byte is 0
   */
  public static RgbImage black(int width, int height) {
    return new RgbImage(
        width, height, new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)]);
  }

  /** Makes every pixel white. */
  public void whiten() {
    Arrays.fill(rgb, (byte) 255);
  }

  /**
   * Whether something of a rectangle's size fits into this image exactly.
   *
   * @param rect a rectangle; where it lies does not matter
   * @return true when width and height are this image's
   */
  public boolean hasSizeOf(PixelRect rect) {
    return width == rect.width() && height == rect.height();
  }

  /**
   * Copies a rectangle of another image into this one. Parts outside either image are left out.
   *
   * @param source where from
   * @param from which pixels of the source
   * @param x column of this image that gets the left column of {@code from}
   * @param y row of this image that gets the top row of {@code from}
   */
  public void paste(RgbImage source, PixelRect from, int x, int y) {
    PixelRect inSource = from.intersect(new PixelRect(0, 0, source.width, source.height));
    PixelRect inThis =
        inSource.shift(x - from.x(), y - from.y()).intersect(new PixelRect(0, 0, width, height));
    if (inThis.isEmpty()) {
      return;
    }
    int bytes = inThis.width() * 3;
    for (int row = 0; row < inThis.height(); row++) {
      int sourceRow = inThis.y() + row - y + from.y();
      int sourceColumn = inThis.x() - x + from.x();
      System.arraycopy(
          source.rgb,
          (sourceRow * source.width + sourceColumn) * 3,
          rgb,
          ((inThis.y() + row) * width + inThis.x()) * 3,
          bytes);
    }
  }

  /**
   * Cuts a rectangle out.
   *
   * @param rect in pixels of this image; parts outside are white
   * @return a new image of the rectangle's size
   */
  public RgbImage crop(PixelRect rect) {
    RgbImage out = black(rect.width(), rect.height());
    if (!new PixelRect(0, 0, width, height).contains(rect)) {
      out.whiten();
    }
    out.paste(this, rect, 0, 0);
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage image
        && width == image.width
        && height == image.height
        && Arrays.equals(rgb, image.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + "x" + height + "]";
  }
}
