package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.pixel.JpegCodec;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

/** The same patches in each encoding: same rows, and same pixels where nothing is lost. */
class EncodingsTest extends SparkTestBase {
  private static final int TILE = 240;

  private Lake lake;

  private <O extends Record, R extends JobResult> RunOutcome<R> run(Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  private void ingest(Path slides) {
    lake = Lake.of(folder.resolve("lake").toString());
    run(new IngestJob(), IngestOptions.defaults().withScan(slides.toString()).withMppOverride(0.5));
    run(new TissueJob(), TissueJobOptions.defaults());
  }

  private Path slideFolder() throws IOException {
    return Files.createDirectories(folder.resolve("slides"));
  }

  private static Path shared(String name) {
    return Path.of(System.getProperty("wsispark.root", "."))
        .resolve("../shared/data/slides/" + name);
  }

  /** Named after its encoding; patches of the size of the tiles, at most 40 of a slide. */
  private static PatchesOptions set(Encoding encoding) {
    int side = encoding.passesTiles() ? 0 : TILE;
    return PatchesOptions.defaults()
        .withPatchSet(encoding.text())
        .with(new ImageOptions(encoding.text(), 90))
        .with(new FilterOptions(0, "", 1, 1, 1, 1, 1))
        .with(SampleOptions.defaults().withMaxPerSlide(40))
        .with(new GridOptions(side, 0, "drop", 0.5, 0, 0.01, "area"))
        .with(TaskOptions.defaults().withPartitions(3));
  }

  private Dataset<Row> rows(LakeTable table, Encoding encoding) {
    return lake.read(spark(), table, "patches").where(col("patch_set").equalTo(encoding.text()));
  }

  private Map<String, RgbImage> pixels(Encoding encoding) {
    Map<String, RgbImage> images = new HashMap<>();
    for (Row row :
        rows(LakeTable.PATCH_IMAGES, encoding).where("slide_id != 'tcga'").collectAsList()) {
      byte[] bytes = row.<Row>getAs("image").getAs("bytes");
      images.put(
          row.getAs("patch_id"),
          switch (encoding) {
            case PNG -> PngCodec.decode(bytes);
            case RAW -> new RgbImage(row.getAs("width"), row.getAs("height"), bytes);
            case JPEG, SOURCE -> JpegCodec.decode(bytes);
            case REFERENCE -> throw new IllegalArgumentException("no pixels are there");
          });
    }
    return images;
  }

  private Dataset<Row> labels(Encoding encoding) {
    return rows(LakeTable.PATCH_LABELS, encoding)
        .where("slide_id != 'tcga'")
        .drop("patch_set", "run_id", "options_digest")
        .withColumn("label_fractions", col("label_fractions").cast("string"))
        .withColumn("mask", sha2(col("mask"), 256));
  }

  private void slides(boolean real) throws IOException {
    Path slides = slideFolder();
    new DiscSlide(1_500, 1_300, 3, -1).write(slides.resolve("disc.svs"));
    DiscSlide.writeRectangles(slides.resolve("disc.xml"), new PixelRect(300, 300, 611, 500));
    writeSparse(slides.resolve("sparse.svs"));
    if (real) {
      Files.copy(shared("CMU-1-Small-Region.svs"), slides.resolve("cmu.svs"));
      Files.copy(shared("TCGA-CR-7395-01A-01-TS1.svs"), slides.resolve("tcga.svs"));
    }
    ingest(slides);
  }

  @Test
  void allEncodingsHoldTheSamePatchesAndThoseWithoutLossTheSamePixels()
      throws IOException, InterruptedException {
    boolean real = Files.isDirectory(shared("."));
    slides(real);
    refusals();
    Map<Encoding, RunOutcome<PatchesResult>> made = new HashMap<>();
    for (Encoding encoding : Encoding.values()) {
      made.put(encoding, run(new PatchesJob(), set(encoding)));
    }

    Map<String, RgbImage> truth = pixels(Encoding.PNG);
    assertThat(truth).hasSize(real ? 30 + 6 + 40 : 30 + 6);
    for (Encoding encoding : Encoding.values()) {
      RunOutcome<PatchesResult> one = made.get(encoding);
      assertEqualRows(labels(Encoding.PNG), labels(encoding));
      assertThat(one.result().missingTiles()).as(encoding.text()).isEqualTo(1);
      if (encoding.passesTiles()) {
        assertThat(one.result().tilesDecoded()).as(encoding.text()).isZero();
        assertThat(one.result().images()).as(encoding.text()).isEqualTo(truth.size());
        assertThat(one.failures()).hasSize(real ? 1 : 0);
      } else {
        assertThat(one.result().tilesDecoded()).as(encoding.text()).isPositive();
        assertThat(one.failures()).isEmpty();
      }
    }
    if (real) {
      assertThat(made.get(Encoding.SOURCE).failures().get(0).message())
          .contains("tcga.svs", "NO_PASS_THROUGH", "JPEG 2000", "as jpeg, png or raw");
    }
    assertThat(labels(Encoding.SOURCE).where("label = 'c1'").count()).isPositive();
    assertThat(truth.get("sparse_x240_y0")).isEqualTo(RgbImage.white(TILE, TILE));
    assertThat(truth.get("sparse_x240_y240")).isNotEqualTo(RgbImage.white(TILE, TILE));
    assertThat(pixels(Encoding.RAW)).isEqualTo(truth);
    assertThat(pixels(Encoding.SOURCE)).isEqualTo(truth);
    pixels(Encoding.JPEG)
        .forEach((id, image) -> assertThat(psnr(image, truth.get(id))).as(id).isGreaterThan(20));
    Dataset<Row> references = rows(LakeTable.PATCH_IMAGES, Encoding.REFERENCE);
    assertThat(references.where("image.bytes IS NOT NULL OR reference IS NULL").count()).isZero();
    assertThat(references.where("reference.length = 0").select("patch_id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("sparse_x240_y0");
    costs(made, truth.size());
    bySource(truth);
    byPython(references, truth);
    assertThatThrownBy(() -> source().load().count())
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("CHANGED")
        .hasMessageContaining("disc.svs");
  }

  /** What is printed is what is stored. */
  private void costs(Map<Encoding, RunOutcome<PatchesResult>> made, int patches) {
    for (Encoding encoding : List.of(Encoding.PNG, Encoding.SOURCE)) {
      long stored =
          rows(LakeTable.PATCH_IMAGES, encoding)
              .selectExpr("sum(length(image.bytes))")
              .head()
              .getLong(0);
      assertThat(made.get(encoding).result().counts()).containsEntry("stored_bytes", stored);
      assertThat(made.get(encoding).result().lines())
          .anyMatch(line -> line.startsWith(encoding.text()) && line.contains("USD"));
    }
    PatchesResult reference = made.get(Encoding.REFERENCE).result();
    assertThat(reference.cost().storedBytes()).isEqualTo(16L * patches);
    assertThat(reference.cost().movedBytes()).isZero();
    assertThat(made.get(Encoding.SOURCE).result().cost().movedBytes())
        .isLessThanOrEqualTo(made.get(Encoding.SOURCE).result().cost().storedBytes())
        .isPositive();
  }

  /** A plan says which slides cannot give what is asked for, and what each encoding takes. */
  private void refusals() {
    PatchesOptions source = set(Encoding.SOURCE);
    PlanContext planning = new PlanContext(spark(), lake);
    JobPlan other =
        new PatchesJob()
            .plan(planning, source.with(new GridOptions(256, 0, "drop", 0.5, 0, 0.01, "area")));
    assertThat(other.lines())
        .anyMatch(
            line ->
                line.contains("disc.svs")
                    && line.contains("patch-size-px is 256, but its tiles are 240 x 240 px")
                    && line.contains("NOT_THE_TILES")
                    && line.contains("or give 240"));
    JobPlan between =
        new PatchesJob().plan(planning, source.with(GridOptions.defaults().withMpp(0.8)));
    assertThat(between.lines())
        .anyMatch(
            line ->
                line.contains("disc.svs")
                    && line.contains("no level has 0.8 mpp")
                    && line.contains("NO_LEVEL")
                    && line.contains("0.5, 8."));
    JobPlan sound = new PatchesJob().plan(planning, source);
    assertThat(sound.counts().get("patches")).isGreaterThanOrEqualTo(36);
    for (Encoding encoding : Encoding.values()) {
      assertThat(sound.lines()).anyMatch(line -> line.strip().startsWith(encoding.text() + " "));
    }
    assertThat(sound.figures()).containsOnlyKeys("estimates");
  }

  private DataFrameReader source() {
    return spark()
        .read()
        .format("wsi")
        .option("references", lake.path(LakeTable.PATCH_IMAGES))
        .option("image", "raw");
  }

  /** The data source reads what the references name, and nothing else. */
  private void bySource(Map<String, RgbImage> truth) {
    List<Row> read = source().load().select("slide", "x", "y", "width", "image").collectAsList();
    assertThat(read).hasSize(truth.size());
    for (Row row : read) {
      String name = row.getString(0).replaceAll(".*/(.*)[.]svs", "$1");
      String id = "%s_x%d_y%d".formatted(name, row.getInt(1), row.getInt(2));
      byte[] rgb = row.getStruct(4).getAs("bytes");
      assertThat(new RgbImage(row.getInt(3), TILE, rgb)).as(id).isEqualTo(truth.get(id));
    }
    assertThat(
            source().option("patchSet", "reference").load().where("slide LIKE '%disc.svs'").count())
        .isEqualTo(truth.keySet().stream().filter(id -> id.startsWith("disc")).count())
        .isPositive();
    assertThatThrownBy(() -> source().option("patchSet", "png").load().count())
        .hasMessageContaining("NO_REFERENCES")
        .hasMessageContaining("no patch of png has encoding reference");
    assertThatThrownBy(() -> source().option("level", "0").load())
        .hasMessageContaining("option level is '0', not to be given together with references");
    assertThatThrownBy(() -> spark().read().format("wsi").option("patchSet", "a").load("/x"))
        .hasMessageContaining("option patchSet is 'a', not to be given without references");
  }

  private static double psnr(RgbImage image, RgbImage truth) {
    double squares = 0;
    for (int k = 0; k < truth.rgb().length; k++) {
      double off = (image.rgb()[k] & 255) - (truth.rgb()[k] & 255);
      squares += off * off;
    }
    return 10 * Math.log10(255.0 * 255.0 * truth.rgb().length / squares);
  }

  private void byPython(Dataset<Row> references, Map<String, RgbImage> truth)
      throws IOException, InterruptedException {
    byPythonUnchanged(references, truth);
    Path slide = folder.resolve("slides/disc.svs");
    FileTime written = Files.getLastModifiedTime(slide);
    new DiscSlide(1_500, 1_300, 4, -1).write(slide);
    Files.setLastModifiedTime(slide, FileTime.fromMillis(written.toMillis() + 1));
    assertThat(python(folder.resolve("rows.jsonl"), folder.resolve("rgb")))
        .contains("SlideChanged", "disc.svs was written anew");
  }

  /** What it says; nothing when all went well. */
  private String python(Path rows, Path out) throws IOException, InterruptedException {
    String python = System.getProperty("wsispark.python");
    assumeTrue(python != null, "SKIP: no Python with Pillow (system property wsispark.python)");
    Path root = Path.of(System.getProperty("wsispark.root", "."));
    Path log = folder.resolve("python.log");
    Process process =
        new ProcessBuilder(
                python,
                root.resolve("jobs/src/test/python/read_references.py").toString(),
                root.resolve("notebooks").toString(),
                rows.toString(),
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("Python ended").isTrue();
    return Files.readString(log);
  }

  /** A level of 3 x 2 tiles, of which the one in the middle above is not there. */
  private static void writeSparse(Path path) {
    TileEncoder encoder = TileEncoder.jpegRgb(90);
    TileGrid grid = new TileGrid(3 * TILE, 2 * TILE, TILE, TILE);
    ImageSpec image =
        ImageSpec.tiled(grid, encoder, "Aperio Image Library v11.2.1 |AppMag = 20|MPP = 0.5");
    byte[] rgb = new byte[TILE * TILE * 3];
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = (byte) (k % 3 == 1 ? 90 + k % 17 : 180 + k % 23);
    }
    byte[] tile = encoder.encode(new RgbImage(TILE, TILE, rgb));
    try (SvsWriter writer = SvsWriter.create(path, TiffForm.CLASSIC, List.of(image))) {
      for (int k = 0; k < 6; k++) {
        if (k != 1) {
          writer.write(0, k % 3, k / 3, tile);
        }
      }
      writer.finish();
    }
  }

  private void byPythonUnchanged(Dataset<Row> references, Map<String, RgbImage> truth)
      throws IOException, InterruptedException {
    Path out = Files.createDirectories(folder.resolve("rgb"));
    Path lines = folder.resolve("rows.jsonl");
    Files.write(
        lines,
        references.select("patch_id", "width", "height", "reference").toJSON().collectAsList());
    assertThat(python(lines, out)).isEmpty();
    for (Map.Entry<String, RgbImage> patch : truth.entrySet()) {
      assertThat(Files.readAllBytes(out.resolve(patch.getKey() + ".rgb")))
          .as(patch.getKey())
          .isEqualTo(patch.getValue().rgb());
    }
  }
}
