package org.wsispark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.cli.Main;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.patches.FilterOptions;
import org.wsispark.jobs.patches.GridOptions;
import org.wsispark.jobs.patches.ImageOptions;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.Resampling;
import org.wsispark.slide.FileByteSource;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.slide.openslide.OpenSlideSettings;
import org.wsispark.slide.openslide.TestedLibrary;
import org.wsispark.testkit.python.PythonScript;

/** Slides that only OpenSlide reads go the whole way: commands, catalogue, patches. */
class VendorSlidesJobTest extends SparkTestBase {
  private static final String SETTING = "wsispark." + OpenSlideSettings.LIBRARY;

  private OpenSlideSettings settings;
  private Path slides;

  @BeforeEach
  void makeSlides() throws IOException {
    settings = TestedLibrary.settings(folder.resolve("staged"));
    slides = Files.createDirectories(folder.resolve("slides"));
    PythonScript.run("udfs/src/test/python/vendor_slides.py", slides);
    String library = settings.library().orElseThrow();
    spark().sparkContext().hadoopConfiguration().set(SETTING, library);
    System.setProperty(OpenSlideSettings.LIBRARY, library);
  }

  @AfterEach
  void forgetTheLibrary() {
    spark().sparkContext().hadoopConfiguration().unset(SETTING);
    System.clearProperty(OpenSlideSettings.LIBRARY);
  }

  private static String printed(String... command) {
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(command)).isZero();
    } finally {
      System.setOut(before);
    }
    return caught.toString(StandardCharsets.UTF_8);
  }

  @Test
  void commandsReadThem() throws IOException {
    Path ndpi = slides.resolve("hamamatsu.tif");
    assertThat(printed("inspect", ndpi.toString()))
        .contains("hamamatsu.tif: hamamatsu", "size      1024 x 768 px", "mpp       0.25 um/px")
        .contains("image     macro 400 x 100 px", "AppMag    20.0");
    assertThat(printed("doctor")).containsPattern("ok +openslide +[0-9.]+, .*libopenslide");
    Path png = folder.resolve("region.png");
    Path bif = slides.resolve("ventana.tif");
    printed(
        "read",
        bif.toString(),
        "--level",
        "1",
        "--x",
        "100",
        "--y",
        "60",
        "--width",
        "90",
        "--height",
        "70",
        "--out",
        png.toString());
    try (SlideReader reader = SlideReaders.open(FileByteSource.open(bif), settings)) {
      assertThat(PngCodec.decode(Files.readAllBytes(png)))
          .isEqualTo(reader.read(1, new PixelRect(50, 30, 90, 70)));
      for (Resampling how : Resampling.values()) {
        printed(
            "read",
            bif.toString(),
            "--mpp",
            "0.7",
            "--resampling",
            how.text(),
            "--x",
            "-9",
            "--y",
            "60",
            "--width",
            "90",
            "--height",
            "70",
            "--out",
            png.toString());
        ReadFrame frame =
            ReadFrame.atMpp(reader.info().levels(), new Mpp(0.465), new Mpp(0.7), 0.01).with(how);
        PixelRect rect = new PixelRect(-6, (int) (60 * 0.465 / 0.7), 90, 70);
        assertThat(PngCodec.decode(Files.readAllBytes(png)))
            .isEqualTo(new FrameReader(reader, frame).read(rect));
      }
    }
  }

  private <O extends Record, R extends JobResult> R run(Lake lake, Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options)
        .result();
  }

  @Test
  void patchesAreTheReadersPixels() throws IOException {
    Path scanned = Files.createDirectories(folder.resolve("scanned"));
    Files.copy(slides.resolve("philips.tif"), scanned.resolve("philips.tif"));
    Lake lake = Lake.of(folder.resolve("lake").toString());
    run(lake, new IngestJob(), IngestOptions.defaults().withScan(scanned.toString()));
    assertThat(
            lake.read(spark(), LakeTable.SLIDES, "test").select("vendor").collectAsList().stream()
                .map(row -> row.getString(0)))
        .containsExactly("philips");
    run(lake, new TissueJob(), TissueJobOptions.defaults());
    GridOptions grid =
        new GridOptions(128, 128, "drop", 0.4, null, 0.01, Resampling.LANCZOS.text());
    run(
        lake,
        new PatchesJob(),
        PatchesOptions.defaults()
            .withPatchSet("vendors")
            .with(grid)
            .with(new FilterOptions(0, "", 1, 1, 1, 1, 1))
            .with(new ImageOptions("png", 90)));
    List<Row> rows = lake.read(spark(), LakeTable.PATCH_IMAGES, "test").collectAsList();
    assertThat(rows).as("5 x 3 whole patches of 640 x 480 px").hasSize(15);
    try (SlideReader reader =
        SlideReaders.open(FileByteSource.open(scanned.resolve("philips.tif")), settings)) {
      ReadFrame frame =
          ReadFrame.atMpp(reader.info().levels(), new Mpp(0.25), new Mpp(0.4), 0.01)
              .with(Resampling.LANCZOS);
      FrameReader pixels = new FrameReader(reader, frame);
      for (Row row : rows) {
        PixelRect rect =
            new PixelRect(
                128 * cell(row.<Integer>getAs("x")), 128 * cell(row.<Integer>getAs("y")), 128, 128);
        Row image = row.getAs("image");
        assertThat(PngCodec.decode(image.getAs("bytes")))
            .as("%s", rect)
            .isEqualTo(pixels.read(rect));
      }
    }
  }

  /** The number of a cell from its level-0 corner: 128 px of 1.6 level-0 px each. */
  private static int cell(int level0) {
    return (int) Math.round(level0 / 204.8);
  }
}
