package org.wsispark.pixel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.pixel.FocusFinder.Focus;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;

/**
 * Tissue of a whole slide and what spoils parts of it, from the coarse levels of its pyramid.
 *
 * @param tissue the mask
 * @param rule that told the tissue; not the one of the options where saturation would not do
 * @param threshold tissue lies above it in the rule's plane; -1 for a slide without tissue
 * @param artefacts a mask of the tissue mask's size for each artefact that was looked for; without
 *     {@link Artefact#BLUR} where the slide has no level to measure it on
 * @param sharpness median over the blocks of tissue; empty where blur was not measured
 */
public record SlideScan(
    TissueMask tissue,
    TissueRule rule,
    int threshold,
    Map<Artefact, BitMask> artefacts,
    OptionalDouble sharpness) {

  /** Level 0 is read for focus only where it is a slide's only level and no larger than this. */
  private static final long LARGEST_SINGLE_LEVEL_PX = 1L << 26;

  /**
   * Scans a slide. Level 0 is not read unless the frame of the mask is made from it, or the slide
   * has a single level of at most 2^26 pixels.
   *
   * @param reader the slide; stays the caller's to close
   * @param mask the frame of the tissue mask
   * @param slideMpp resolution of level 0
   * @param tissue how tissue is told
   * @param quality how artefacts are told
   * @return what was found
   * @throws WsiException as {@link TissueDetector#detect(FrameReader, TissueOptions)}
   */
  public static SlideScan of(
      SlideReader reader,
      ReadFrame mask,
      Mpp slideMpp,
      TissueOptions tissue,
      QualityOptions quality) {
    ColourPlanes planes = ColourPlanes.of(new FrameReader(reader, mask), tissue.rule());
    BitMask pen = TissueDetector.penMask(planes, mask.mpp());
    TissueDetector.Found found = TissueDetector.detect(planes, pen, mask.mpp(), tissue);
    Map<Artefact, BitMask> artefacts =
        new EnumMap<>(new ArtefactFinder(planes, mask.mpp(), quality).find(found, pen));
    Optional<ReadFrame> fine =
        quality.blurBelow() > 0
            ? focusFrame(reader.info().levels(), slideMpp, new Mpp(quality.blurMpp()))
            : Optional.empty();
    OptionalDouble sharpness = OptionalDouble.empty();
    if (fine.isPresent()) {
      Focus focus =
          new FocusFinder(new FrameReader(reader, fine.get()), found.mask(), mask)
              .find(quality.blurBelow());
      artefacts.put(Artefact.BLUR, focus.blurred());
      sharpness =
          Double.isNaN(focus.median()) ? OptionalDouble.empty() : OptionalDouble.of(focus.median());
    }
    return new SlideScan(
        new TissueMask(found.mask(), mask.downsample(), mask.mpp()),
        found.rule(),
        found.threshold(),
        artefacts,
        sharpness);
  }

  private static Optional<ReadFrame> focusFrame(List<SlideLevel> levels, Mpp slideMpp, Mpp wanted) {
    if (slideMpp.umPerPx() > wanted.umPerPx()) {
      return Optional.empty();
    }
    // A level within a tenth is used as it is: the limit has that much room.
    ReadFrame frame = ReadFrame.atMpp(levels, slideMpp, wanted, 0.1);
    SlideLevel first = levels.get(0);
    boolean small =
        levels.size() == 1 && (long) first.width() * first.height() <= LARGEST_SINGLE_LEVEL_PX;
    return frame.level() > 0 || small ? Optional.of(frame) : Optional.empty();
  }

  /**
   * The share of the tissue that an artefact covers.
   *
   * @param artefact which
   * @return 0 to 1; empty when it was not looked for, 0 without tissue
   */
  public OptionalDouble shareOfTissue(Artefact artefact) {
    BitMask mask = artefacts.get(artefact);
    if (mask == null) {
      return OptionalDouble.empty();
    }
    long all = tissue.mask().count();
    BitMask both = mask.copy();
    both.and(tissue.mask());
    return OptionalDouble.of(all == 0 ? 0 : (double) both.count() / all);
  }
}
