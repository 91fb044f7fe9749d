package org.wsispark.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.ErrorCode;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;

/**
 * What becomes of a manifest's rows and files: each fault is named by its cell, none by a guess.
 */
class ManifestIngestTest extends SparkTestBase {
  private static final String FORMULA = "=cmd|'/c calc'!A1";

  private RunOutcome<IngestResult> ingest(Lake lake, Path manifest) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(new IngestJob(), options(manifest));
  }

  private static IngestOptions options(Path manifest) {
    return IngestOptions.defaults().withManifest(manifest.toString()).withUnlisted("quarantine");
  }

  @Test
  void goodRowsAreTakenAndEveryFaultIsNamedByItsCell() throws IOException {
    for (String name : List.of("good", "noxml", "dup1", "dup2", "twin", "extra")) {
      new DiscSlide(320, 300, 1, -1).write(folder.resolve(name + ".svs"));
    }
    DiscSlide.writeRectangles(folder.resolve("good.xml"), new PixelRect(0, 0, 99, 99));
    Files.writeString(folder.resolve("notes.svs"), "Dear colleague");
    Path manifest =
        Files.writeString(
            folder.resolve("cohort.csv"),
            """
            id,source.path,annotation,organ,mpp
            good,good.svs,good.xml,%s,0.5
            missing,none.svs,,,
            noxml,noxml.svs,none.xml,,
            dup,dup1.svs,,,
            dup,dup2.svs,,,
            twin1,twin.svs,,,
            twin2,./twin.svs,,,
            bad/../mpp,good.tif,,,quarter
            notes,notes.svs,,,
            """
                .formatted(FORMULA));
    Lake lake = Lake.of(folder.resolve("lake").toString());
    List<String> planned =
        new IngestJob().plan(new PlanContext(spark(), lake), options(manifest)).lines();
    assertThat(planned)
        .anyMatch(line -> line.contains("cohort.csv: row 9, column mpp, cell E9"))
        .anyMatch(line -> line.contains("cohort.csv: row 6, column id, cell A6"));

    RunOutcome<IngestResult> outcome = ingest(lake, manifest);

    assertThat(outcome.result().slides()).isEqualTo(1);
    Row good = lake.read(spark(), LakeTable.SLIDES, "x").head();
    assertThat(good.<String>getAs("slide_id")).isEqualTo("good");
    assertThat(good.<String>getAs("organ")).as("the raw value").isEqualTo(FORMULA);
    assertThat(lake.read(spark(), LakeTable.ANNOTATION_DOCUMENTS, "x").count()).isEqualTo(1);
    assertThat(outcome.failures())
        .extracting(failure -> named(failure))
        .containsExactlyInAnyOrder(
            "missing UNREADABLE cohort.csv, row 3, column source.path, cell B3",
            "noxml NOT_FOUND cohort.csv, row 4, column annotation, cell C4",
            "dup DUPLICATE_SLIDE row 5, column id, cell A5",
            "dup DUPLICATE_SLIDE row 6, column id, cell A6",
            "twin1 DUPLICATE_SLIDE row 7, column source.path, cell B7",
            "twin2 DUPLICATE_SLIDE row 8, column source.path, cell B8",
            "bad/../mpp BAD_CELL row 9, column id, cell A9",
            "bad/../mpp BAD_CELL row 9, column mpp, cell E9",
            "notes UNRECOGNISED cohort.csv, row 10, column source.path, cell B10",
            "extra.svs NOT_LISTED no row of cohort.csv");
    assertThat(lake.read(spark(), LakeTable.QUARANTINE, "x").count()).isEqualTo(10);
  }

  /** Slide, code and the cell that the message names. */
  private static String named(Failure failure) {
    String text = failure.message().replaceAll("[^ ]*/(?=[^/ ]*\\.csv)", "");
    Map<String, String> from = new HashMap<>();
    from.put("place", failure.place());
    int at = text.indexOf("It is named by ");
    String cell =
        at >= 0
            ? text.substring(at + "It is named by ".length())
            : text.contains("no row of")
                ? text.replaceAll(".*(no row of [^ ]*) .*", "$1")
                : from.get("place");
    return failure.slideId().replaceAll(".*/(?=extra)", "") + " " + failure.code() + " " + cell;
  }

  @Test
  void aManifestWithoutAGoodRowIsRefusedWithAllItsFaultsAndNothingIsWritten() throws IOException {
    Path manifest =
        Files.writeString(
            folder.resolve("bad.csv"), "id,source.path,mpp\n..,a.svs,1\nb,,1\nc,c.svs,0\n");
    Lake lake = Lake.of(folder.resolve("lake").toString());

    assertThatThrownBy(() -> ingest(lake, manifest))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.BAD_INPUT))
        .hasMessageContaining("bad.csv: 3 things are wrong with its rows")
        .hasMessageContaining("row 2, column id, cell A2")
        .hasMessageContaining("row 3, column source: the slide has no source")
        .hasMessageContaining("row 4, column mpp, cell C4");
    assertThat(lake.has(spark(), LakeTable.SLIDES)).isFalse();
    assertThat(ErrorCode.Kind.BAD_INPUT.exitCode()).isEqualTo(3);
  }
}
