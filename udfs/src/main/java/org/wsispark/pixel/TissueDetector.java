package org.wsispark.pixel;

import java.util.OptionalInt;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.pixel.OtsuSplit.Split;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.raster.SmallParts;
import org.wsispark.slide.FrameReader;

/**
 * Tells tissue from glass: a threshold on one plane of the image ({@link TissueRule}), then
 * opening, closing, and removal of small holes and small pieces. Ink of green and blue pens is no
 * tissue. The same image and options always give the same mask.
 *
 * <p>Otsu's threshold is that of the pixels without ink. An image whose plane does not fall into
 * two classes at least {@link TissueOptions#minContrast()} apart has no tissue: the mask is empty.
 * That is so for an empty slide and also for a crop that is all of one colour. Nearly black pixels
 * count as glass.
 */
public final class TissueDetector {
  /** Classes of saturation of stained slides lie apart by 0.86 to 0.97 of its variance. */
  private static final double LEAST_SEPARATION = 0.7;

  /** PAIP's rule removes what has at most 10 pixels. */
  private static final int PAIP_LEAST_PX = 11;

  private static final double PEN_OPENING_UM = 8;
  private static final double PEN_CLOSING_UM = 32;
  private static final double PEN_AREA_UM2 = 10_000;

  private TissueDetector() {}

  /**
   * What was found.
   *
   * @param mask foreground is tissue
   * @param rule that told it, after falling back
   * @param threshold tissue lies above it in the rule's plane; -1 for an empty slide
   * @param above every pixel above the threshold, inside the mask or not
   */
  record Found(BitMask mask, TissueRule rule, int threshold, BitMask above) {}

  /**
   * Finds tissue on an image.
   *
   * @param image a slide or a crop of it at a few micrometres per pixel; not changed
   * @param mpp the image's true resolution, which need not be the one of the options
   * @param options rule, contrast, radii and areas; their mpp is not used here
   * @return a mask of the image's size, foreground is tissue
   * @throws WsiException {@link PixelError#MASK_TOO_LARGE} above 2^27 pixels
   */
  public static BitMask detect(RgbImage image, Mpp mpp, TissueOptions options) {
    ColourPlanes planes = ColourPlanes.of(image, options.rule());
    return detect(planes, penMask(planes, mpp), mpp, options).mask();
  }

  /**
   * Finds tissue on a whole slide, read in pieces of about 4,096 pixels of the level a side, so
   * that a slide without a coarse level is read in bounded memory too. The mask does not depend on
   * the pieces.
   *
   * @param slide the slide at about the resolution of the options
   * @param options rule, contrast, radii and areas; the frame decides the mask's resolution
   * @return the mask of the whole frame
   * @throws WsiException {@link PixelError#MASK_TOO_LARGE} above 2^27 pixels of the frame; as
   *     {@link FrameReader#read(PixelRect)}
   */
  public static TissueMask detect(FrameReader slide, TissueOptions options) {
    ColourPlanes planes = ColourPlanes.of(slide, options.rule());
    Mpp mpp = slide.frame().mpp();
    return new TissueMask(
        detect(planes, penMask(planes, mpp), mpp, options).mask(), slide.frame().downsample(), mpp);
  }

  static Found detect(ColourPlanes planes, BitMask pen, Mpp mpp, TissueOptions options) {
    if (options.rule() == TissueRule.PAIP) {
      BitMask above = planes.above(planes.of(TissueRule.PAIP), 0);
      BitMask parts = SmallParts.remove(above, PAIP_LEAST_PX, PAIP_LEAST_PX);
      return new Found(parts, TissueRule.PAIP, 0, above);
    }
    TissueRule rule = options.rule();
    byte[] plane = planes.of(rule);
    OptionalInt glass = glass(plane, pen, rule, options);
    if (rule == TissueRule.OTSU_SATURATION && glass.isEmpty()) {
      rule = TissueRule.IHC;
      plane = planes.of(rule);
      glass = glass(plane, pen, rule, options);
    }
    if (glass.isEmpty()) {
      BitMask none = new BitMask(planes.width(), planes.height());
      return new Found(none, rule, -1, none);
    }
    int threshold = glass.getAsInt();
    BitMask above = planes.above(plane, threshold);
    BitMask mask = above.copy();
    mask.andNot(pen);
    mask = cleaned(mask, mpp, options);
    mask.andNot(pen);
    return new Found(mask, rule, threshold, above);
  }

  /** The largest value that is glass; empty where the plane is one class. */
  private static OptionalInt glass(
      byte[] plane, BitMask pen, TissueRule rule, TissueOptions options) {
    if (options.threshold() > 0) {
      return OptionalInt.of(options.threshold());
    }
    long[] histogram = OtsuSplit.histogram(plane, pen);
    Split split = OtsuSplit.split(rule == TissueRule.IHC ? OtsuSplit.capped(histogram) : histogram);
    boolean mixed = rule == TissueRule.OTSU_SATURATION && split.separation() < LEAST_SEPARATION;
    return split.contrast() < options.minContrast() || mixed
        ? OptionalInt.empty()
        : OptionalInt.of(split.threshold());
  }

  /** Marks of a pen; single pixels of such a colour, and threads of them, are none. */
  static BitMask penMask(ColourPlanes planes, Mpp mpp) {
    return spots(planes.pen(), mpp, PEN_AREA_UM2);
  }

  /** What is left of single pixels and threads, and joined to marks of at least an area. */
  static BitMask spots(BitMask pixels, Mpp mpp, double minAreaUm2) {
    return cleaned(
        pixels, mpp, new TissueOptions(1, 1, PEN_OPENING_UM, PEN_CLOSING_UM, minAreaUm2, 0));
  }

  private static BitMask cleaned(BitMask pixels, Mpp mpp, TissueOptions options) {
    return new MaskCleaner(mpp.umPerPx()).clean(pixels, options);
  }
}
