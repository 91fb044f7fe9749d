package org.wsispark.jobs.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.OrphanPolicy;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.annotation.mask.MaskRule;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.export.ExportJob;
import org.wsispark.jobs.export.ExportOptions;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.IoError;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.OutputNames;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.jobs.io.TissueRow;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.predict.PredictJob;
import org.wsispark.jobs.predict.PredictOptions;
import org.wsispark.jobs.rasterize.SlideRasterizer;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.pixel.PngCodec;
import org.wsispark.pixel.TissueMask;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/**
 * Carries slides through the whole loop with the jobs that a cohort takes, and tells of each step
 * when it is done: ingest, tissue, rasterize, patches, predict, export, overlay.
 */
public final class DemoRun {
  private static final int MASK_DOWNSAMPLE = 4;

  private final SparkSession spark;
  private final JobRunner runner;
  private final Lake lake;
  private final Path out;
  private final Consumer<DemoStep> told;

  /**
   * A run.
   *
   * @param runner over the lake
   * @param lake where the tables go
   * @param out folder of files and pictures; prepared
   * @param told takes each step when it is done
   */
  public DemoRun(
      SparkSession spark, JobRunner runner, Lake lake, Path out, Consumer<DemoStep> told) {
    this.spark = spark;
    this.runner = runner;
    this.lake = lake;
    this.out = out;
    this.told = told;
  }

  /**
   * Makes the output folder ready.
   *
   * @throws WsiException FOLDER_IN_USE when it holds what no demo made
   */
  public static void prepare(Path folder) {
    DemoFolder.prepare(folder, List.of("samples"));
  }

  /**
   * Runs the loop.
   *
   * @throws WsiException when a slide cannot be carried through
   */
  public void run(List<DemoSlide> slides) {
    Path manifest = DemoManifest.write(out.resolve("manifest.yaml"), slides);
    job(new IngestJob(), IngestOptions.defaults().withManifest(manifest.toString()));
    job(
        new TissueJob(),
        TissueJobOptions.defaults().withOverlays(out.resolve("tissue").toString()));
    step("rasterize", () -> slides.stream().map(this::rasterize).toList());
    job(new PatchesJob(), PatchesOptions.defaults());
    job(new PredictJob(), PredictOptions.defaults());
    job(new ExportJob(), ExportOptions.defaults().withOut(out.resolve("xml").toString()));
    step("overlay", () -> slides.stream().flatMap(slide -> overlay(slide).stream()).toList());
  }

  private <O extends Record, R extends JobResult> void job(Job<O, R> job, O options) {
    RunOutcome<R> outcome = runner.run(job, options);
    if (!outcome.failures().isEmpty()) {
      throw WsiException.of(IoError.SOME_SLIDES_FAILED, "%s", outcome.failures().get(0).message())
          .remedy("The table quarantine of the lake has the same");
    }
    List<String> lines = new ArrayList<>(outcome.result().lines());
    outcome.versions().keySet().stream()
        .sorted()
        .forEach(table -> lines.add("table " + lake.root() + "/" + table));
    told.accept(new DemoStep(job.name(), lines, outcome.took()));
  }

  private void step(String name, Supplier<List<String>> work) {
    long start = System.nanoTime();
    List<String> lines = work.get();
    told.accept(new DemoStep(name, lines, Duration.ofNanos(System.nanoTime() - start)));
  }

  private String rasterize(DemoSlide slide) {
    if (slide.annotation().isEmpty()) {
      return slide.name() + ": no XML lies beside the slide, so there is nothing to rasterize";
    }
    AnnotationDocument document = xml(slide.annotation().get().toString());
    Path mask = out.resolve("masks").resolve(OutputNames.of(slide.name()) + ".tif");
    try (SlideReader reader = SlideReaders.open(slide.slide())) {
      Files.createDirectories(mask.getParent());
      SlideRasterizer.Rasterized made =
          SlideRasterizer.rasterize(
              reader.info(),
              document,
              new SlideRasterizer.Wanted(
                  MaskRule.EXACT, null, MASK_DOWNSAMPLE, OrphanPolicy.SUBTRACT, null),
              mask);
      return "%s: mask of %d x %d px at downsample %d, %s px, in %s"
          .formatted(
              slide.name(), made.width(), made.height(), MASK_DOWNSAMPLE, made.pixels(), mask);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("cannot write " + mask, e);
    }
  }

  private List<String> overlay(DemoSlide slide) {
    Row row = row(LakeTable.SLIDES, slide);
    TissueMask tissue = TissueRow.mask(row(LakeTable.TISSUE, slide));
    String xml = row(LakeTable.PREANNOTATIONS, slide).getAs("document_uri");
    AnnotationDocument document = xml(xml);
    Path picture = out.resolve("overlays").resolve(OutputNames.of(slide.name()) + ".png");
    try (SlideReader reader = SlideReaders.open(slide.slide())) {
      OverlayPicture drawn = OverlayPicture.draw(reader, SlideRow.of(row).mpp(), tissue, document);
      SlideFiles.of(spark)
          .writeAtomically(picture.toUri().toString(), PngCodec.encode(drawn.image()));
      List<Region> regions =
          document.layers().stream().flatMap(layer -> layer.regions().stream()).toList();
      long holes = regions.stream().filter(Region::negative).count();
      List<String> lines = new ArrayList<>();
      lines.add(
          "%s: tissue blue, prediction (%s) in its layer's colour, in %s"
              .formatted(
                  slide.name(), String.join(", ", OverlayPicture.legend(document)), picture));
      lines.add(
          String.format(
              Locale.ROOT,
              "%d regions and %d holes; %.1f %% of their area lies in tissue, IoU with the tissue"
                  + " %.2f",
              regions.size() - holes,
              holes,
              100 * drawn.inTissue(),
              drawn.iou()));
      slide
          .annotation()
          .ifPresent(drawing -> lines.addAll(agreement(drawn, xml(drawing.toString()))));
      return lines;
    }
  }

  private static List<String> agreement(OverlayPicture drawn, AnnotationDocument drawing) {
    return drawing.layers().stream()
        .map(
            layer ->
                String.format(
                    Locale.ROOT,
                    "IoU of the prediction with the drawn layer %s: %.2f",
                    layer.className(),
                    drawn.iouWith(layer)))
        .toList();
  }

  private Row row(LakeTable table, DemoSlide slide) {
    return lake.read(spark, table, "wsispark demo")
        .where(org.apache.spark.sql.functions.col("slide_id").equalTo(slide.name()))
        .head();
  }

  private AnnotationDocument xml(String uri) {
    return AperioXml.read(SlideFiles.of(spark).bytes(uri), uri);
  }
}
