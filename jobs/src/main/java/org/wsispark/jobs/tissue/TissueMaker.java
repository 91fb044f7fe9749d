package org.wsispark.jobs.tissue;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.OutputNames;
import org.wsispark.jobs.io.Run;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.pixel.TissueDetector;
import org.wsispark.pixel.TissueMask;
import org.wsispark.pixel.TissueOverlay;
import org.wsispark.raster.RgbImage;
import org.wsispark.raster.RunLength;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;

/** Makes the tissue row of one slide, and its picture when one is wanted. Runs in tasks. */
record TissueMaker(SlideFiles files, TissueJobOptions options, Run run, LongAccumulator slides)
    implements Serializable {
  private static final String THUMBNAIL = "thumbnail";

  /** A picture made from the pyramid is at most this wide and high. */
  private static final double PICTURE_PX = 1_024;

  TissueMade make(SlideRow slide) {
    try (SlideReader reader = files.open(slide)) {
      Mpp mpp = slide.mpp();
      ReadFrame frame =
          ReadFrame.atMpp(
              reader.info().levels(), mpp, new Mpp(options.mpp()), options.mppTolerance());
      TissueMask tissue =
          TissueDetector.detect(new FrameReader(reader, frame), options.detection());
      if (!options.overlays().isEmpty()) {
        byte[] png = TissueOverlay.png(picture(reader, mpp, frame), tissue.mask());
        files.writeAtomically(overlayUri(options.overlays(), slide.slideId()), png);
      }
      slides.add(1L);
      return new TissueMade(slide.slideId(), row(slide, frame, tissue), null);
    } catch (RuntimeException e) {
      RuntimeException named = e instanceof WsiException typed ? typed.inSlide(slide.path()) : e;
      return new TissueMade(slide.slideId(), null, Failure.of(slide.slideId(), named));
    }
  }

  static String overlayUri(String folder, String slideId) {
    return folder + "/" + OutputNames.of(slideId) + ".png";
  }

  private Row row(SlideRow slide, ReadFrame frame, TissueMask tissue) {
    double pixelUm2 = tissue.mpp().umPerPx() * tissue.mpp().umPerPx();
    return RowFactory.create(
        slide.slideId(),
        options.config(),
        tissue.mpp().umPerPx(),
        frame.level(),
        tissue.mask().width(),
        tissue.mask().height(),
        tissue.downsample().x().toString(),
        tissue.downsample().y().toString(),
        RunLength.encode(tissue.mask()),
        tissue.fraction(),
        asScala(Map.of("tissue_area_um2", tissue.mask().count() * pixelUm2)),
        slide.sourceId(),
        run.optionsDigest(),
        run.runId());
  }

  /** The scanner's thumbnail; without one, the slide at a resolution that fits the picture. */
  private static RgbImage picture(SlideReader reader, Mpp mpp, ReadFrame mask) {
    if (reader.info().associated().stream().anyMatch(image -> image.name().equals(THUMBNAIL))) {
      return reader.associated(THUMBNAIL);
    }
    double shrink = Math.max(mask.width(), mask.height()) / PICTURE_PX;
    ReadFrame frame =
        shrink <= 1
            ? mask
            : ReadFrame.atMpp(
                reader.info().levels(), mpp, new Mpp(mask.mpp().umPerPx() * shrink), 0.3);
    return new FrameReader(reader, frame).read(new PixelRect(0, 0, frame.width(), frame.height()));
  }
}
