package org.wsispark.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.inference.BlockGrid;
import org.wsispark.inference.ProbabilityCodec;
import org.wsispark.inference.ProbabilityMask;
import org.wsispark.jobs.export.ExportJob;
import org.wsispark.jobs.export.ExportOptions;
import org.wsispark.jobs.export.ExportResult;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.ingest.IngestResult;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.ProbabilityRow;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.predict.PredictJob;
import org.wsispark.jobs.predict.PredictOptions;
import org.wsispark.jobs.predict.PredictResult;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.SmallParts;

/** Two real slides, one of them with resampled levels, through ingest, predict and export. */
class LoopTest extends SparkTestBase {
  private static final Path SLIDES =
      Path.of(System.getProperty("wsispark.root")).resolve("../shared/data/slides");
  private static final String CMU = "CMU-1-Small-Region";
  private static final String TCGA = "TCGA-CR-7395-01A-01-TS1";

  private <O extends Record, R extends JobResult> RunOutcome<R> run(
      Lake lake, Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  private Path manifest() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.svs"), "no slide");
    return Files.writeString(
        folder.resolve("manifest.yaml"),
        """
        slides:
          - {id: %s, source: {path: "%s"}, patient: p1, organ: skin}
          - {id: %s, source: {path: "%s"}, patient: p2, mpp: 0.25}
          - {id: broken, source: {path: "%s"}}
        """
            .formatted(
                CMU,
                SLIDES.resolve(CMU + ".svs").toAbsolutePath(),
                TCGA,
                SLIDES.resolve(TCGA + ".svs").toAbsolutePath(),
                broken));
  }

  @Test
  void predictionsAreTheSameBitsForAnyTasksAndTheXmlIsTheMask() throws IOException {
    assumeTrue(Files.isDirectory(SLIDES), "SKIP: ../shared/data/slides is not here");
    Lake lake = Lake.of(folder.resolve("lake").toString());
    RunOutcome<IngestResult> ingested =
        run(lake, new IngestJob(), IngestOptions.defaults().withManifest(manifest().toString()));
    assertThat(ingested.result().slides()).isEqualTo(2);
    assertThat(ingested.failures()).hasSize(1);
    assertThat(ingested.failures().get(0).code()).isEqualTo("UNRECOGNISED");
    run(lake, new TissueJob(), TissueJobOptions.defaults());

    PredictResult few = run(lake, new PredictJob(), predict(1_000_000)).result();
    assertThat(few.slides()).isEqualTo(2);
    assertThat(few.windows()).isGreaterThan(50);
    List<Row> first = probability(lake);
    assertThat(run(lake, new PredictJob(), predict(1_000_000)).result().current()).isEqualTo(2);

    delete(folder.resolve("lake/probability"));
    PredictResult many = run(lake, new PredictJob(), predict(1)).result();
    assertThat(many.tasks()).isGreaterThan(few.tasks());
    assertThat(probability(lake)).isEqualTo(first);

    xmlIsTheMask(lake);
  }

  private static PredictOptions predict(int windowsPerTask) {
    PredictOptions d = PredictOptions.defaults();
    return new PredictOptions(
        d.model(),
        d.tissueConfig(),
        d.mppTolerance(),
        d.resampling(),
        d.minTissue(),
        windowsPerTask,
        200);
  }

  private List<Row> probability(Lake lake) {
    return lake.read(spark(), LakeTable.PROBABILITY, "x")
        .drop("run_id", "options_digest", "probabilities")
        .join(
            lake.read(spark(), LakeTable.PROBABILITY, "x")
                .selectExpr("slide_id", "block", "sha2(probabilities, 256) AS digest"),
            new String[] {"slide_id", "block"})
        .orderBy("slide_id", "block")
        .collectAsList();
  }

  private void xmlIsTheMask(Lake lake) throws IOException {
    ExportOptions options = ExportOptions.defaults().withOut(folder.resolve("xml").toString());
    ExportResult exported = run(lake, new ExportJob(), options).result();
    assertThat(exported.slides()).isEqualTo(2);
    assertThat(exported.regions()).isPositive();
    for (String slide : List.of(CMU, TCGA)) {
      Dataset<Row> rows =
          lake.read(spark(), LakeTable.PROBABILITY, "x").where(col("slide_id").equalTo(slide));
      Row any = rows.head();
      ProbabilityMask thresholded =
          new ProbabilityMask(
              BlockGrid.of(ProbabilityRow.grid(any.<Row>getAs("grid"))), 1, options.threshold());
      rows.collectAsList()
          .forEach(row -> thresholded.add(ProbabilityCodec.decode(row.getAs("probabilities"))));
      double pixelUm2 = Math.pow(any.<Double>getAs("mpp"), 2);
      BitMask mask =
          SmallParts.remove(
              thresholded.masks().get(0),
              (long) Math.ceil(options.minAreaUm2() / pixelUm2),
              (long) Math.ceil(options.minHoleUm2() / pixelUm2));
      assertThat(mask.count()).as(slide).isPositive();
      Downsample downsample = ProbabilityRow.downsample(any);
      AnnotationDocument document =
          AperioXml.read(Files.readAllBytes(folder.resolve("xml").resolve(slide + ".xml")), slide);
      assertThat(document.layers()).hasSize(1);
      BitMask drawn =
          LayerMasks.rasterize(
              document.layers().get(0),
              downsample,
              new PixelRect(0, 0, mask.width(), mask.height()));
      assertThat(drawn).as(slide).isEqualTo(mask);
      assertThat(document.layers().get(0).regions())
          .as(slide)
          .anyMatch(region -> region.negative());
    }
  }

  private static void delete(Path top) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
