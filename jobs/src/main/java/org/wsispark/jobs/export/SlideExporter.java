package org.wsispark.jobs.export;

import java.io.Serializable;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.inference.BlockGrid;
import org.wsispark.inference.ProbabilityCodec;
import org.wsispark.inference.ProbabilityMask;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.OutputNames;
import org.wsispark.jobs.io.ProbabilityRow;
import org.wsispark.jobs.io.Run;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.raster.BitMask;

/**
 * Makes one slide's XML out of its probability blocks. Runs in tasks.
 *
 * @param files how files are written
 * @param run the run
 * @param options see ExportOptions
 * @param folder URI of the folder of the XML files
 * @param predictConfig config of the probability rows
 * @param config config of the preannotations rows
 */
record SlideExporter(
    SlideFiles files,
    Run run,
    ExportOptions options,
    String folder,
    String predictConfig,
    String config)
    implements Serializable {

  Exported export(ExportSlide slide, Iterable<Row> blocks) {
    try {
      return new Exported(row(slide, blocks), null);
    } catch (RuntimeException e) {
      return new Exported(null, Failure.of(slide.slideId(), e));
    }
  }

  private Row row(ExportSlide slide, Iterable<Row> blocks) {
    ProbabilityMask thresholded = null;
    double mpp = 0;
    Downsample downsample = null;
    List<String> classes = List.of();
    for (Row block : blocks) {
      if (thresholded == null) {
        classes = block.getList(block.fieldIndex("classes"));
        thresholded =
            new ProbabilityMask(
                BlockGrid.of(ProbabilityRow.grid(block.<Row>getAs("grid"))),
                classes.size(),
                options.threshold());
        mpp = block.getAs("mpp");
        downsample = ProbabilityRow.downsample(block);
      }
      thresholded.add(ProbabilityCodec.decode(block.getAs("probabilities")));
    }
    ClassMasks masks =
        new ClassMasks(classes, thresholded.masks(), downsample)
            .cleaned(options.minAreaUm2(), options.minHoleUm2(), mpp);
    String predictionId = Digests.brief(slide.sourceId(), options.model(), predictConfig, config);
    ClassOutlines outlines =
        masks.outlines(new Mpp(slide.mpp()), options.simplifyUm(), predictionId);
    AnnotationDocument document = outlines.document();
    byte[] xml = AperioXml.write(document);
    String uri = folder + "/" + OutputNames.of(slide.slideId()) + ".xml";
    files.writeAtomically(uri, xml);
    double pixelUm2 = mpp * mpp;
    return RowFactory.create(
        slide.slideId(),
        options.model(),
        config,
        predictionId,
        uri,
        DigestUtils.sha256Hex(xml),
        document.layers().stream().mapToInt(layer -> layer.regions().size()).sum(),
        masks.masks().stream().mapToLong(BitMask::count).sum() * pixelUm2,
        outlines.overlap().iou(),
        outlines.verticesTraced(),
        outlines.verticesWritten(),
        "written",
        slide.sourceId(),
        run.optionsDigest(),
        run.runId());
  }

  /** A row of preannotations, or why there is none. */
  record Exported(Row row, Failure failure) implements Serializable {}

  /**
   * What the exporter needs of a slide.
   *
   * @param slideId the slide
   * @param sourceId which bytes
   * @param mpp um per px of level 0
   */
  record ExportSlide(String slideId, String sourceId, double mpp) implements Serializable {}
}
