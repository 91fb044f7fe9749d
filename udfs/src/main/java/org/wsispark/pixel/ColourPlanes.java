package org.wsispark.pixel;

import java.util.Arrays;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;

/**
 * What tissue and artefacts are told by, one byte per pixel of a whole image each, filled piece by
 * piece so that no more than one piece of the colour image is in memory. White until filled.
 */
final class ColourPlanes {
  static final int PIECE_PX = 4_096;

  /** 2^27 px: these planes, a mask and its labels stay below 1.5 GiB together. */
  private static final long LARGEST_PX = 1L << 27;

  /**
   * Below this largest channel a pixel counts as colourless glass: one step of JPEG noise on the
   * black margin of a scan would otherwise be fully saturated. Tissue at a few mpp is brighter.
   */
  private static final int DARKEST = 24;

  /** Green over red by their optical densities, about 1.35 times as bright: no stain does that. */
  private static final int PEN_GREEN_PER_100_RED = 135;

  private static final int PEN_LEAST_CHROMA = 30;

  /** 255 (max - min) / max, rounded to the nearest step, at 256 max + (max - min). */
  private static final byte[] SATURATION = saturations();

  private final int width;
  private final int height;
  private final byte[] grey;
  private final byte[] brightest;
  private final byte[] dimmest;
  private final byte[] paipOrNull;
  private final BitMask pen;
  private int leastBrightest = 255;

  /**
   * White planes.
   *
   * @param rule that tells tissue; the planes of the others but {@link TissueRule#PAIP} are there
   *     too
   */
  ColourPlanes(int width, int height, TissueRule rule) {
    if ((long) width * height > LARGEST_PX) {
      throw WsiException.of(
              PixelError.MASK_TOO_LARGE,
              "a tissue mask of %dx%d pixels is too large",
              width,
              height)
          .remedy("Raise the mpp of the tissue mask");
    }
    this.width = width;
    this.height = height;
    int pixels = width * height;
    this.grey = new byte[pixels];
    this.brightest = new byte[pixels];
    this.dimmest = new byte[pixels];
    Arrays.fill(brightest, (byte) 255);
    Arrays.fill(dimmest, (byte) 255);
    this.paipOrNull = rule == TissueRule.PAIP ? new byte[pixels] : null;
    this.pen = new BitMask(width, height);
  }

  private static byte[] saturations() {
    byte[] saturations = new byte[1 << 16];
    for (int most = 1; most < 256; most++) {
      for (int chroma = 0; chroma <= most; chroma++) {
        saturations[most << 8 | chroma] = (byte) ((255 * chroma + most / 2) / most);
      }
    }
    return saturations;
  }

  static ColourPlanes of(RgbImage image, TissueRule rule) {
    ColourPlanes planes = new ColourPlanes(image.width(), image.height(), rule);
    planes.fill(image, 0, 0);
    return planes;
  }

  /** Of a whole slide, read in pieces of about {@link #PIECE_PX} pixels of the level a side. */
  static ColourPlanes of(FrameReader slide, TissueRule rule) {
    ReadFrame frame = slide.frame();
    ColourPlanes planes = new ColourPlanes(frame.width(), frame.height(), rule);
    int width = pieceSide(frame.levelPerFrame().x());
    int height = pieceSide(frame.levelPerFrame().y());
    for (int y = 0; y < frame.height(); y += height) {
      for (int x = 0; x < frame.width(); x += width) {
        PixelRect piece =
            PixelRect.ofEdges(
                x, y, Math.min(x + width, frame.width()), Math.min(y + height, frame.height()));
        planes.fill(slide.read(piece), x, y);
      }
    }
    return planes;
  }

  private static int pieceSide(Rational levelPerFrame) {
    return (int) Math.max(1, levelPerFrame.inverse().floorOf(PIECE_PX));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The plane that a rule looks at, made for this call; tissue is above the threshold. */
  byte[] of(TissueRule rule) {
    return switch (rule) {
      case OTSU_SATURATION -> saturation();
      case OTSU_GREY -> grey;
      case IHC -> darkness();
      case PAIP -> paipOrNull;
    };
  }

  private byte[] saturation() {
    byte[] saturation = new byte[brightest.length];
    for (int k = 0; k < saturation.length; k++) {
      int most = brightest[k] & 255;
      saturation[k] = most < DARKEST ? 0 : SATURATION[most << 8 | (most - (dimmest[k] & 255))];
    }
    return saturation;
  }

  /** 255 minus the least channel. */
  private byte[] darkness() {
    byte[] darkness = new byte[brightest.length];
    for (int k = 0; k < darkness.length; k++) {
      darkness[k] = (byte) ((brightest[k] & 255) < DARKEST ? 0 : ~dimmest[k]);
    }
    return darkness;
  }

  /** 255 minus luma. */
  byte[] grey() {
    return grey;
  }

  /** Where the largest channel is below a limit. */
  BitMask darkerThan(int limit) {
    return leastBrightest >= limit
        ? new BitMask(width, height)
        : above(brightest, limit - 1).complement();
  }

  /** The colours of ink. */
  BitMask pen() {
    return pen.copy();
  }

  /** Where one of the planes is above a threshold. */
  BitMask above(byte[] plane, int threshold) {
    return BitMask.above(width, height, plane, threshold);
  }

  /** Fills the rectangle whose top-left pixel is (x, y); the piece lies inside the planes. */
  void fill(RgbImage piece, int x, int y) {
    for (int row = 0; row < piece.height(); row++) {
      fillRow(piece.rgb(), 3 * row * piece.width(), piece.width(), x, y + row);
    }
  }

  /** One row of a piece; the pixels' loop has no fields and no calls, which cost most of it. */
  private void fillRow(byte[] rgb, int start, int pixels, int x, int y) {
    byte[] mosts = brightest;
    byte[] leasts = dimmest;
    byte[] greys = grey;
    int leastMost = leastBrightest;
    int at = y * width + x;
    for (int from = start, end = start + 3 * pixels; from < end; from += 3, at++) {
      int red = rgb[from] & 255;
      int green = rgb[from + 1] & 255;
      int blue = rgb[from + 2] & 255;
      int most = red > green ? red : green;
      most = most > blue ? most : blue;
      int least = red < green ? red : green;
      least = least < blue ? least : blue;
      mosts[at] = (byte) most;
      leasts[at] = (byte) least;
      greys[at] = (byte) (most < DARKEST ? 0 : 255 - luma(red, green, blue));
      leastMost = most < leastMost ? most : leastMost;
      if (most - least >= PEN_LEAST_CHROMA && 100 * green >= PEN_GREEN_PER_100_RED * red) {
        pen.set(at - y * width, y, true);
      }
    }
    leastBrightest = leastMost;
    if (paipOrNull != null) {
      fillPaip(rgb, start, pixels, y * width + x);
    }
  }

  private void fillPaip(byte[] rgb, int start, int pixels, int at) {
    for (int k = 0, from = start; k < pixels; k++, from += 3) {
      boolean tissue =
          (rgb[from] & 255) < 235 || (rgb[from + 1] & 255) < 210 || (rgb[from + 2] & 255) < 235;
      paipOrNull[at + k] = (byte) (tissue ? 1 : 0);
    }
  }

  /**
   * Luma of 0 to 255, (299 R + 587 G + 114 B) / 1000 rounded to the nearest. By a product with 2^38
   * / 1000, exact up to 2^31, as the jobs run without the compiler that makes one of a division.
   */
  static int luma(int red, int green, int blue) {
    return (int) (((299 * red + 587 * green + 114 * blue + 500) * 274_877_907L) >>> 38);
  }
}
