package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.OptionalInt;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.raster.SmallParts;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;

/**
 * Tells tissue from glass, by default by Otsu's threshold on HSV saturation (stain is coloured,
 * glass is not), then opening, closing, and removal of small holes and small pieces. The same image
 * and options always give the same mask.
 *
 * <p>An image whose saturation does not fall into two classes at least {@link
 * TissueOptions#minContrast()} apart has no tissue: the mask is empty. That is so for an empty
 * slide and also for a crop that is all of one colour. Nearly black pixels count as colourless. The
 * other rule, PAIP's, has a fixed threshold per channel, see {@link TissueRule#PAIP}.
 */
public final class TissueDetector {
  static final int PIECE_PX = 4_096;

  /** PAIP's rule removes what has at most 10 pixels. */
  private static final int PAIP_LEAST_PX = 11;

  private TissueDetector() {}

  /**
   * Finds tissue on an image.
   *
   * @param image a slide or a crop of it at a few micrometres per pixel; not changed
   * @param mpp the image's true resolution, which need not be the one of the options
   * @param options contrast, radii and areas; their mpp is not used here
   * @return a mask of the image's size, foreground is tissue
   * @throws WsiException {@link PixelError#MASK_TOO_LARGE} above 2^28 pixels
   */
  public static BitMask detect(RgbImage image, Mpp mpp, TissueOptions options) {
    SaturationPlane plane = new SaturationPlane(image.width(), image.height(), options.rule());
    plane.fill(image, 0, 0);
    return detect(plane, mpp, options);
  }

  /**
   * Finds tissue on a whole slide, read in pieces of about {@value #PIECE_PX} pixels of the level a
   * side, so that a slide without a coarse level is read in bounded memory too. The mask does not
   * depend on the pieces.
   *
   * @param slide the slide at about the resolution of the options
   * @param options contrast, radii and areas; the frame decides the mask's resolution
   * @return the mask of the whole frame
   * @throws WsiException {@link PixelError#MASK_TOO_LARGE} above 2^28 pixels of the frame; as
   *     {@link FrameReader#read(PixelRect)}
   */
  public static TissueMask detect(FrameReader slide, TissueOptions options) {
    ReadFrame frame = slide.frame();
    SaturationPlane plane = new SaturationPlane(frame.width(), frame.height(), options.rule());
    int width = pieceSide(frame.levelPerFrame().x());
    int height = pieceSide(frame.levelPerFrame().y());
    for (int y = 0; y < frame.height(); y += height) {
      for (int x = 0; x < frame.width(); x += width) {
        PixelRect piece =
            PixelRect.ofEdges(
                x, y, Math.min(x + width, frame.width()), Math.min(y + height, frame.height()));
        plane.fill(slide.read(piece), x, y);
      }
    }
    return new TissueMask(detect(plane, frame.mpp(), options), frame.downsample(), frame.mpp());
  }

  private static int pieceSide(Rational levelPerFrame) {
    return (int) Math.max(1, levelPerFrame.inverse().floorOf(PIECE_PX));
  }

  static BitMask detect(SaturationPlane plane, Mpp mpp, TissueOptions options) {
    if (options.rule() == TissueRule.PAIP) {
      return SmallParts.remove(marked(plane), PAIP_LEAST_PX, PAIP_LEAST_PX);
    }
    BitMask mask = new BitMask(plane.width(), plane.height());
    OptionalInt glass = OtsuSplit.of(plane.bytes(), options.minContrast());
    if (glass.isEmpty()) {
      return mask;
    }
    try (Mat pixels = new Mat(plane.height(), plane.width(), CV_8UC1)) {
      try (UByteIndexer at = pixels.createIndexer()) {
        byte[] saturation = plane.bytes();
        for (int y = 0; y < plane.height(); y++) {
          for (int x = 0; x < plane.width(); x++) {
            boolean tissue = (saturation[y * plane.width() + x] & 255) > glass.getAsInt();
            at.put(y, x, tissue ? 255 : 0);
          }
        }
      }
      new MaskCleaner(mpp.umPerPx()).clean(pixels, options);
      try (UByteIndexer at = pixels.createIndexer()) {
        for (int y = 0; y < plane.height(); y++) {
          copyRow(at, y, mask);
        }
      }
    }
    return mask;
  }

  private static BitMask marked(SaturationPlane plane) {
    BitMask mask = new BitMask(plane.width(), plane.height());
    byte[] bytes = plane.bytes();
    for (int k = 0; k < bytes.length; k++) {
      if (bytes[k] != 0) {
        mask.set(k % plane.width(), k / plane.width(), true);
      }
    }
    return mask;
  }

  private static void copyRow(UByteIndexer pixels, int y, BitMask mask) {
    int width = mask.width();
    int x = 0;
    while (x < width) {
      boolean tissue = pixels.get(y, x) != 0;
      int from = x;
      while (x < width && pixels.get(y, x) != 0 == tissue) {
        x++;
      }
      if (tissue) {
        mask.setRow(y, from, x, true);
      }
    }
  }
}
