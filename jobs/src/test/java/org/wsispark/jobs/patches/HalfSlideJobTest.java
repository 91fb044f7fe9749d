package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.LiteralPath;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;

/** Slides that cannot be made to their end share tasks, and so files, with one that can. */
class HalfSlideJobTest extends DiscSlidesTestBase {
  @Test
  void aSlideThatFailsHalfWayLeavesNoRowsAndTheNextRunCompletesTheSet() throws IOException {
    Path slides = slideFolder();
    new DiscSlide(1_400, 1_100, 4, -1).write(slides.resolve("good.svs"));
    DiscSlide.writeRectangles(slides.resolve("good.xml"), new PixelRect(0, 0, 1_400, 1_100));
    new DiscSlide(1_400, 1_100, 5, 0).write(slides.resolve("half.svs"));
    Path cut = slides.resolve("cut.svs");
    new DiscSlide(1_400, 1_100, 6, -1).write(cut);
    Lake lake = ingested();
    PlanContext planning = new PlanContext(spark(), lake);
    Map<String, Long> planned = new PatchesJob().plan(planning, options("s", 9)).counts();
    assertThat(planned).containsEntry("slides", 3L).containsEntry("tasks", 9L);
    assertThat(lake.has(spark(), LakeTable.PATCH_IMAGES)).as("a plan writes nothing").isFalse();
    try (FileChannel file = FileChannel.open(cut, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }

    RunOutcome<PatchesResult> first = run(lake, new PatchesJob(), options("s", 9));

    assertThat(first.failures())
        .extracting(Failure::slideId)
        .as("once each, however many tasks they are in")
        .containsExactly("cut", "half");
    assertThat(first.failures().get(0).message()).contains("cut.svs", "CHANGED");
    assertThat(first.failures().get(1).message()).contains("half.svs").contains("level 0, tile");
    assertThat(first.result().slides()).isEqualTo(1);
    assertThat(first.result().images()).isPositive().isLessThan(planned.get("patches"));
    for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS)) {
      assertThat(rows(lake, table, "s").groupBy("slide_id").count().collectAsList())
          .extracting(row -> row.getString(0) + " " + row.getLong(1))
          .containsExactly("good " + first.result().images());
    }
    assertThat(rows(lake, LakeTable.PATCH_LABELS, "s").where("label = 'c1'").count())
        .isEqualTo(first.result().labels());
    assertThat(lake.read(spark(), LakeTable.QUARANTINE, "x").where("job = 'patches'").count())
        .isEqualTo(2);
    noFileIsLeftOfThrownAwayRows(lake);
    oneTaskAndPlainParquetGiveTheSame(lake, first.result());
    assertThat(new PatchesJob().plan(planning, options("s", 9)).counts())
        .containsEntry("current", 1L)
        .containsEntry("slides", 2L);

    new DiscSlide(1_400, 1_100, 5, -1).write(slides.resolve("half.svs"));
    new DiscSlide(1_400, 1_100, 6, -1).write(cut);
    DiscSlide.writeRectangles(slides.resolve("good.xml"), new PixelRect(5_000, 0, 10, 10));
    ingest(lake);
    RunOutcome<PatchesResult> second = run(lake, new PatchesJob(), options("s", 9));

    assertThat(second.failures()).isEmpty();
    assertThat(second.result().slides()).as("two are new, good is relabelled").isEqualTo(3);
    assertThat(second.result().images()).isEqualTo(2 * first.result().images());
    assertThat(second.result().labels()).isEqualTo(3 * first.result().images());
    for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS)) {
      assertThat(rows(lake, table, "s").groupBy("slide_id").count().collectAsList())
          .extracting(row -> row.getString(0) + " " + row.getLong(1))
          .containsExactlyInAnyOrder(
              "cut " + first.result().images(),
              "good " + first.result().images(),
              "half " + first.result().images());
    }
    assertThat(rows(lake, LakeTable.PATCH_LABELS, "s").where("label IS NOT NULL").count()).isZero();
    aRunKilledBeforeTheLabelsOfASlideGoesOn(lake, second.result().labels());
    PatchesOptions larger = options("s", 9).with(GridOptions.defaults().withMpp(0.75));
    assertThatThrownBy(() -> SetState.of(spark(), lake, SetOptions.of(larger)))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("OTHER_OPTIONS")
        .hasMessageContaining("patch set s is there");
  }

  private void noFileIsLeftOfThrownAwayRows(Lake lake) throws IOException {
    for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS)) {
      Path folder = Path.of(URI.create(lake.path(table)));
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.filter(Files::isRegularFile).filter(f -> !isHidden(f)).map(Path::toUri))
            .containsExactlyInAnyOrderElementsOf(
                Stream.of(lake.read(spark(), table, "patches").inputFiles())
                    .map(URI::create)
                    .toList());
      }
    }
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  /** In one task the slide that fails half way shares its file with the one that does not. */
  private void oneTaskAndPlainParquetGiveTheSame(Lake lake, PatchesResult expected)
      throws IOException {
    RunOutcome<PatchesResult> one = run(lake, new PatchesJob(), options("one", 1));
    assertThat(one.failures()).extracting(Failure::slideId).containsExactly("cut", "half");
    assertThat(one.result().images()).isEqualTo(expected.images());
    assertThat(one.result().labels()).isEqualTo(expected.labels());
    noFileIsLeftOfThrownAwayRows(lake);
    for (int tasks : List.of(1, 9)) {
      Path out = folder.resolve("plain [" + tasks + "] {*}");
      RunOutcome<PatchesResult> plain =
          run(
              lake,
              new PatchesJob(),
              options("plain", tasks).with(OutputOptions.parquet(out.toString())));
      assertThat(plain.failures()).extracting(Failure::slideId).containsExactly("cut", "half");
      assertThat(plain.result().images()).isEqualTo(expected.images());
      assertThat(plain.result().labels()).isEqualTo(expected.labels());
      assertThat(
              spark()
                  .read()
                  .parquet(LiteralPath.of(out.resolve("plain").toString()))
                  .collectAsList())
          .hasSize((int) expected.images())
          .allMatch(row -> row.getAs("slide_id").equals("good"));
    }
  }

  private void aRunKilledBeforeTheLabelsOfASlideGoesOn(Lake lake, long rows) {
    DeltaTable.forPath(spark(), lake.path(LakeTable.PATCH_LABELS)).delete("slide_id = 'half'");
    RunOutcome<PatchesResult> resumed = run(lake, new PatchesJob(), options("s", 3));
    assertThat(resumed.result().current()).isEqualTo(2);
    assertThat(resumed.result().images()).as("the images are there already").isZero();
    assertThat(rows(lake, LakeTable.PATCH_LABELS, "s").select("patch_id").distinct().count())
        .isEqualTo(rows(lake, LakeTable.PATCH_LABELS, "s").count())
        .isEqualTo(rows(lake, LakeTable.PATCH_IMAGES, "s").count())
        .isEqualTo(rows);
  }
}
