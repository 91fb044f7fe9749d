package org.wsispark.pixel;

import java.util.Arrays;
import org.wsispark.errors.WsiException;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;

/**
 * Draws the outline of a mask over a picture of the same slide, for a person to look at. The
 * outline lies inside the mask and is two pixels wide; its blue is rare on H&amp;E and on DAB.
 */
public final class TissueOverlay {
  private static final int[] OUTLINE = {0, 90, 255};
  private static final int WIDTH_PX = 2;

  private TissueOverlay() {}

  /**
   * Draws the overlay.
   *
   * @param picture of the whole slide, such as its thumbnail; not changed
   * @param mask of the whole slide; may differ in size from the picture
   * @return the picture with the outline
   */
  public static RgbImage draw(RgbImage picture, BitMask mask) {
    return draw(picture, mask, OUTLINE);
  }

  /**
   * Draws the overlay in a colour of one's own.
   *
   * @param picture of the whole slide; not changed
   * @param mask of the whole slide; may differ in size from the picture
   * @param colour red, green and blue, 0 to 255
   * @return the picture with the outline
   */
  public static RgbImage draw(RgbImage picture, BitMask mask, int... colour) {
    byte[] outline = {(byte) colour[0], (byte) colour[1], (byte) colour[2]};
    BitMask onPicture = resample(mask, picture.width(), picture.height());
    BitMask inner = onPicture;
    for (int k = 0; k < WIDTH_PX; k++) {
      inner = peel(inner);
    }
    byte[] rgb = Arrays.copyOf(picture.rgb(), picture.rgb().length);
    for (int y = 0; y < onPicture.height(); y++) {
      for (int x = onPicture.next(y, 0, true);
          x < onPicture.width();
          x = onPicture.next(y, x + 1, true)) {
        if (!inner.get(x, y)) {
          System.arraycopy(outline, 0, rgb, (y * picture.width() + x) * 3, 3);
        }
      }
    }
    return new RgbImage(picture.width(), picture.height(), rgb);
  }

  /**
   * Draws the overlay and encodes it.
   *
   * @param picture of the whole slide; at least one pixel; not changed
   * @param mask of the whole slide
   * @return a PNG's bytes
   * @throws WsiException {@link PixelError#CANNOT_ENCODE} when the picture has no pixels
   */
  public static byte[] png(RgbImage picture, BitMask mask) {
    return PngCodec.encode(draw(picture, mask));
  }

  /** A pixel of the picture takes the mask pixel that holds its centre. */
  private static BitMask resample(BitMask mask, int width, int height) {
    BitMask out = new BitMask(width, height);
    for (int y = 0; y < height; y++) {
      int maskY = (int) ((2L * y + 1) * mask.height() / (2L * height));
      for (int x = 0; x < width; x++) {
        if (mask.get((int) ((2L * x + 1) * mask.width() / (2L * width)), maskY)) {
          out.set(x, y, true);
        }
      }
    }
    return out;
  }

  /** Keeps pixels whose four neighbours are foreground, so the mask's edge pixels go. */
  private static BitMask peel(BitMask mask) {
    BitMask out = new BitMask(mask.width(), mask.height());
    for (int y = 1; y < mask.height() - 1; y++) {
      for (int x = mask.next(y, 1, true); x < mask.width(); x = mask.next(y, x + 1, true)) {
        if (mask.get(x - 1, y) && mask.get(x + 1, y) && mask.get(x, y - 1) && mask.get(x, y + 1)) {
          out.set(x, y, true);
        }
      }
    }
    return out;
  }
}
