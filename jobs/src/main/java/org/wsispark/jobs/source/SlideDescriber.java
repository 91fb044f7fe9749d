package org.wsispark.jobs.source;

import java.io.Serializable;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlideFiles.OpenedSlide;
import org.wsispark.jobs.source.SlideTiles.Tissue;
import org.wsispark.pixel.TissueDetector;
import org.wsispark.pixel.TissueOptions;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideDirectory;
import org.wsispark.slide.SlideReader;

/**
 * Opens a slide once to learn what planning has to know. Runs on the driver or in tasks.
 *
 * @param files how slides are opened
 * @param mppOverride resolution of level 0, or null
 * @param tissue whether tissue is wanted
 */
record SlideDescriber(SlideFiles files, Mpp mppOverride, boolean tissue) implements Serializable {
  /** A level from 5.6 to 10.4 mpp is used as it is, which spares resampling; as in the jobs. */
  private static final double TISSUE_TOLERANCE = 0.3;

  /**
   * What was learned.
   *
   * @param file the slide
   * @param directory compact directory as JSON, or null with a failure
   * @param opening what to open it again with, or null: a store is asked for it once
   * @param tissue null when it was not wanted, or the slide's mpp is unknown
   * @param tissueTried whether tissue was wanted
   * @param failure why the slide could not be described, or null
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Described(
      FoundFile file,
      String directory,
      byte[] opening,
      Tissue tissue,
      boolean tissueTried,
      WsiException failure)
      implements Serializable {}

  Described describe(FoundFile file) {
    OpenedSlide opened;
    try {
      opened = files.read(file.uri());
    } catch (WsiException e) {
      return failed(file, e);
    }
    try (SlideReader reader = opened.reader()) {
      Optional<Mpp> mpp = Optional.ofNullable(mppOverride).or(() -> reader.info().mpp());
      Tissue found = tissue && mpp.isPresent() ? tissue(reader, mpp.get()) : null;
      return new Described(
          file, SlideDirectory.toJson(reader.info()), opened.directoryBytes(), found, tissue, null);
    } catch (WsiException e) {
      return failed(file, e);
    }
  }

  private Described failed(FoundFile file, WsiException reason) {
    return new Described(file, null, null, null, tissue, reason.inSlide(file.uri()));
  }

  private static Tissue tissue(SlideReader reader, Mpp mpp) {
    TissueOptions options = TissueOptions.defaults();
    Mpp wanted = new Mpp(options.mpp());
    // A slide that is coarser than tissue is looked for at is looked at as it is.
    ReadFrame frame =
        mpp.umPerPx() < wanted.umPerPx()
            ? ReadFrame.atMpp(reader.info().levels(), mpp, wanted, TISSUE_TOLERANCE)
            : ReadFrame.atLevel(reader.info().levels(), 0, mpp);
    return Tissue.of(TissueDetector.detect(new FrameReader(reader, frame), options));
  }
}
