package org.wsispark.pixel;

import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/**
 * Makes bytes of pieces of images, one after the other. May hold memory that its pieces share, so
 * it is for one thread at a time and is closed by who opened it.
 */
public interface PieceCoder extends AutoCloseable {

  /**
   * Encodes a piece.
   *
   * @param image that holds it
   * @param piece at least one pixel of the image, half-open, in pixels of the image
   * @return the bytes; the caller's to keep
   * @throws WsiException {@link PixelError#CANNOT_ENCODE} when the piece has no pixels
   * @throws IllegalArgumentException when the piece is not inside the image
   */
  byte[] encode(RgbImage image, PixelRect piece);

  /**
   * Encodes a whole image.
   *
   * @param image at least one pixel
   * @return the bytes; the caller's to keep
   * @throws WsiException {@link PixelError#CANNOT_ENCODE} when the image has no pixels
   */
  default byte[] encode(RgbImage image) {
    return encode(image, new PixelRect(0, 0, image.width(), image.height()));
  }

  /** Frees what is held; nothing can be encoded after it. */
  @Override
  default void close() {}
}
