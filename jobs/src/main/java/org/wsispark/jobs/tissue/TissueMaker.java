package org.wsispark.jobs.tissue;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.OutputNames;
import org.wsispark.jobs.io.Run;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlidePicture;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.pixel.Artefact;
import org.wsispark.pixel.SlideScan;
import org.wsispark.pixel.TissueMask;
import org.wsispark.pixel.TissueOverlay;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunLength;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;

/** Makes the tissue row of one slide, and its picture when one is wanted. Runs in tasks. */
record TissueMaker(SlideFiles files, TissueJobOptions options, Run run, LongAccumulator slides)
    implements Serializable {
  TissueMade make(SlideRow slide) {
    try (SlideReader reader = files.open(slide)) {
      Mpp mpp = slide.mpp();
      ReadFrame frame =
          ReadFrame.atMpp(
              reader.info().levels(),
              mpp,
              new Mpp(options.tissue().mpp()),
              options.tissue().mppTolerance());
      SlideScan scan =
          SlideScan.of(reader, frame, mpp, options.tissue().options(), options.quality().options());
      if (!options.overlays().isEmpty()) {
        byte[] png = TissueOverlay.png(SlidePicture.of(reader, mpp), scan.tissue().mask());
        files.writeAtomically(overlayUri(options.overlays(), slide.slideId()), png);
      }
      slides.add(1L);
      return new TissueMade(slide.slideId(), row(slide, frame, scan), null);
    } catch (RuntimeException e) {
      RuntimeException named = e instanceof WsiException typed ? typed.inSlide(slide.path()) : e;
      return new TissueMade(slide.slideId(), null, Failure.of(slide.slideId(), named));
    }
  }

  static String overlayUri(String folder, String slideId) {
    return folder + "/" + OutputNames.of(slideId) + ".png";
  }

  private Row row(SlideRow slide, ReadFrame frame, SlideScan scan) {
    TissueMask tissue = scan.tissue();
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
        scan.rule().text(),
        scan.threshold(),
        asScala(artefacts(scan)),
        asScala(measures(scan)),
        slide.sourceId(),
        run.optionsDigest(),
        run.runId());
  }

  private static Map<String, byte[]> artefacts(SlideScan scan) {
    Map<String, byte[]> masks = new TreeMap<>();
    scan.artefacts().forEach((kind, mask) -> masks.put(kind.text(), RunLength.encode(mask)));
    return masks;
  }

  private static Map<String, Double> measures(SlideScan scan) {
    Map<String, Double> measures = new TreeMap<>();
    double umPerPx = scan.tissue().mpp().umPerPx();
    measures.put("tissue_area_um2", scan.tissue().mask().count() * umPerPx * umPerPx);
    for (Artefact artefact : Artefact.values()) {
      scan.shareOfTissue(artefact).ifPresent(share -> measures.put(artefact.fraction(), share));
    }
    BitMask pen = scan.artefacts().get(Artefact.PEN);
    long pixels = (long) pen.width() * pen.height();
    measures.put(Artefact.PEN.fraction(), pixels == 0 ? 0 : (double) pen.count() / pixels);
    scan.sharpness().ifPresent(median -> measures.put("sharpness", median));
    return measures;
  }
}
