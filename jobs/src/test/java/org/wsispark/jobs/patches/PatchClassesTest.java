package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.pixel.PngCodec;

/** {@code classes}: a class file says which layer is which class of the labels. */
class PatchClassesTest extends SparkTestBase {
  private static final int SIDE = 256;
  private static final PixelRect FIRST = new PixelRect(300, 150, 350, 500);
  private static final PixelRect SECOND = new PixelRect(500, 200, 500, 700);
  private static final PixelRect LEFT_OUT = new PixelRect(0, 0, 1_400, 1_100);
  private static final PixelRect FOURTH = new PixelRect(900, 600, 150, 150);

  private static final String SPARE = "{name: spare, color: '#ffffff', match: []}";
  private static final String LOW = "{name: low, color: '#ff0000', match: [{id: '2'}]}";
  private static final String HIGH =
      "{name: high, color: '#00ff00', match: [{name: C1}, {id: '4', color: '#00ff00'}]}";

  private <O extends Record, R extends JobResult> RunOutcome<R> run(
      Lake lake, Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  private static void write(Path file, String unmatched, String... classes) throws IOException {
    Files.writeString(
        file,
        "use: other\nsets:\n  other: {about: x, classes: [%s]}\n".formatted(SPARE)
            + "  own: {about: x, unmatched: %s, classes: [%s]}\n"
                .formatted(unmatched, String.join(", ", classes)));
  }

  /** The value that the classes give to a pixel of the slide, by the rectangles alone. */
  private static int expected(int x, int y) {
    return in(FIRST, x, y) || in(FOURTH, x, y) ? 3 : in(SECOND, x, y) ? 2 : 0;
  }

  private static boolean in(PixelRect rect, int x, int y) {
    return x >= rect.x() && x < rect.right() && y >= rect.y() && y < rect.bottom();
  }

  @Test
  void layersAreNumberedByTheClassesThatTheFileGivesThem() throws IOException {
    Path slides = Files.createDirectories(folder.resolve("slides"));
    new DiscSlide(1_400, 1_100, 4, -1).write(slides.resolve("disc.svs"));
    DiscSlide.writeRectangles(slides.resolve("disc.xml"), FIRST, SECOND, LEFT_OUT, FOURTH);
    Lake lake = Lake.of(folder.resolve("lake").toString());
    run(lake, new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    run(lake, new TissueJob(), TissueJobOptions.defaults());
    Path file = folder.resolve("classes.yaml");
    write(file, "leave-out", SPARE, LOW, HIGH);
    PatchesOptions options =
        PatchesOptions.defaults()
            .withPatchSet("own")
            .with(LabelOptions.defaults().withClasses(file + "#own"));

    RunOutcome<PatchesResult> made = run(lake, new PatchesJob(), options);
    assertThat(made.failures()).isEmpty();
    everyPixelHasItsClass(
        lake.read(spark(), LakeTable.PATCH_LABELS, "patches").collectAsList(),
        made.result().labels());

    Files.writeString(file, Files.readString(file) + "# a comment is no other class\n");
    assertThat(run(lake, new PatchesJob(), options).result().current()).isEqualTo(1);
    write(file, "leave-out", SPARE, HIGH, LOW);
    assertThatThrownBy(() -> SetState.of(spark(), lake, SetOptions.of(options)))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("OTHER_OPTIONS");

    write(file, "refuse", SPARE, HIGH, LOW);
    RunOutcome<PatchesResult> refused = run(lake, new PatchesJob(), options.withPatchSet("strict"));
    assertThat(refused.failures()).extracting(Failure::code).containsExactly("UNMATCHED_LAYER");
    assertThat(refused.failures().get(0).message()).contains("no class takes the layer 3 (c3)");
    for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS)) {
      assertThat(lake.read(spark(), table, "patches").where("patch_set = 'strict'").count())
          .isZero();
    }
  }

  private static void everyPixelHasItsClass(List<Row> rows, long labels) {
    assertThat(rows).hasSize((int) labels).hasSizeGreaterThan(4);
    long[] all = new long[4];
    for (Row row : rows) {
      byte[] mask = PngCodec.decodeGrey(row.<byte[]>getAs("mask"));
      int x = row.<Integer>getAs("x");
      int y = row.<Integer>getAs("y");
      long[] counts = new long[4];
      for (int k = 0; k < mask.length; k++) {
        int value = expected(x + k % SIDE, y + k / SIDE);
        assertThat((int) mask[k]).as("pixel %d of %d, %d", k, x, y).isEqualTo(value);
        counts[value]++;
        all[value]++;
      }
      double patch = SIDE * SIDE;
      assertThat(row.<String, Double>getJavaMap(row.fieldIndex("label_fractions")))
          .isEqualTo(Map.of("spare", 0.0, "low", counts[2] / patch, "high", counts[3] / patch));
      String most = counts[3] >= counts[2] ? "high" : "low";
      assertThat(row.<String>getAs("label"))
          .isEqualTo(counts[0] > Math.max(counts[2], counts[3]) ? null : most);
    }
    assertThat(List.of(all[0], all[2], all[3])).allMatch(count -> count > SIDE);
  }
}
