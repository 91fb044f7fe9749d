package org.wsispark.jobs.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.raster.RunLength;

class TissueJobTest extends SparkTestBase {

  private static JobRunner runner(Lake lake) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {});
  }

  private RunOutcome<TissueResult> tissue(Lake lake, TissueJobOptions options) {
    return runner(lake).run(new TissueJob(), options);
  }

  @Test
  void makesAMaskPerSlideAndSendsWhatItCannotReadToQuarantine() throws IOException {
    Path slides = Files.createDirectories(folder.resolve("slides"));
    DiscSlide disc = new DiscSlide(2_048, 1_536, 1, -1);
    disc.write(slides.resolve("disc one.svs"));
    new DiscSlide(2_048, 1_536, 2, 1).write(slides.resolve("broken.svs"));
    Lake lake = Lake.of(folder.resolve("lake").toString());
    runner(lake).run(new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    TissueJobOptions options =
        TissueJobOptions.defaults().withOverlays(folder.resolve("pictures").toString());
    assertThat(new TissueJob().plan(new PlanContext(spark(), lake), options).counts())
        .containsEntry("slides", 2L);

    RunOutcome<TissueResult> outcome = tissue(lake, options);

    assertThat(outcome.failures()).extracting(Failure::slideId).containsExactly("broken");
    assertThat(outcome.failures().get(0).code()).isEqualTo("BAD_TILE");
    assertThat(outcome.failures().get(0).message()).contains("broken.svs").contains("level 1");
    assertThat(outcome.result().slides()).isEqualTo(1);
    assertThat(outcome.versions()).containsKey("tissue");
    List<Row> rows = lake.read(spark(), LakeTable.TISSUE, "tissue").collectAsList();
    assertThat(rows).hasSize(1);
    Row row = rows.get(0);
    assertThat(row.<String>getAs("slide_id")).isEqualTo("disc one");
    assertThat(row.<Double>getAs("mpp")).isEqualTo(8.0);
    assertThat(row.<String>getAs("downsample_x")).isEqualTo("16");
    assertThat(row.<String>getAs("rule")).isEqualTo("otsu-saturation");
    assertThat(row.<Integer>getAs("threshold")).isBetween(1, 100);
    assertThat(row.<String, byte[]>getJavaMap(row.fieldIndex("artefacts")))
        .as("no blur: between level 0 and 8 mpp the slide has no level to tell it by")
        .containsOnlyKeys("pen", "dark", "fold", "white");
    Map<String, Double> quality = row.getJavaMap(row.fieldIndex("quality"));
    assertThat(quality)
        .doesNotContainKeys("sharpness", "blur_fraction")
        .containsEntry("pen_fraction", 0.0)
        .containsEntry("dark_fraction", 0.0);
    assertThat(quality.get("tissue_area_um2"))
        .isCloseTo(64.0 * RunLength.decode(row.getAs("mask")).count(), within(1.0));
    BitMask mask = RunLength.decode(row.getAs("mask"));
    assertThat(mask.width()).isEqualTo(128);
    double radius = 0.4 * 1_536 / 16;
    assertThat((double) mask.count()).isCloseTo(Math.PI * radius * radius, within(150.0));
    int wrong = 0;
    for (int y = 0; y < 96; y++) {
      for (int x = 0; x < 128; x++) {
        boolean near =
            disc.isTissue(16 * x - 24, 16 * y + 8) != disc.isTissue(16 * x + 40, 16 * y + 8)
                || disc.isTissue(16 * x + 8, 16 * y - 24) != disc.isTissue(16 * x + 8, 16 * y + 40);
        wrong += !near && mask.get(x, y) != disc.isTissue(16 * x + 8, 16 * y + 8) ? 1 : 0;
      }
    }
    assertThat(wrong).as("pixels away from the edge that differ from the disc").isZero();
    RgbImage picture =
        PngCodec.decode(Files.readAllBytes(folder.resolve("pictures/disc%20one.png")));
    assertThat(picture.width()).as("the slide's thumbnail").isEqualTo(64);

    RunOutcome<TissueResult> again = tissue(lake, TissueJobOptions.defaults());
    assertThat(again.result().current()).isEqualTo(1);
    assertThat(again.result().slides()).isZero();
    assertThat(again.failures()).extracting(Failure::slideId).containsExactly("broken");
    assertThat(lake.read(spark(), LakeTable.TISSUE, "tissue").count()).isEqualTo(1);
  }

  @Test
  void refusesOptionsOutOfRange() {
    DetectionKeys d = DetectionKeys.defaults();
    assertThatThrownBy(() -> new DetectionKeys("otsu-grey", 8, 0.9, 0, 20, 8, 32, 1, 1))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("mpp-tolerance is 0.9");
    assertThatThrownBy(() -> new DetectionKeys("otsu-grey", 8, 0.3, 0, 0, 8, 32, 1, 1))
        .hasMessageContaining("min-contrast is 0");
    assertThatThrownBy(() -> new DetectionKeys("gray", 8, 0.3, 0, 20, 8, 32, 1, 1))
        .hasMessageContaining(
            "rule is gray, but it is one of [otsu-saturation, otsu-grey, ihc, paip]");
    assertThatThrownBy(() -> new TissueJobOptions(d, QualityKeys.defaults(), "", 0))
        .hasMessageContaining("slides-per-commit is 0");
  }

  @Test
  void theConfigNamesWhatDecidesTheMaskOnly() {
    TissueJobOptions options = TissueJobOptions.defaults();
    assertThat(options.withOverlays("/x").config()).isEqualTo(options.config());
    DetectionKeys other = new DetectionKeys("ihc", 8, 0.3, 0, 20, 8, 32, 40_000, 40_000);
    assertThat(new TissueJobOptions(other, options.quality(), "", 200).config())
        .isNotEqualTo(options.config());
  }
}
