package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
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

/** Leaks on a cohort of 50 slides of 20 patients and 6 sites. */
class SplitLeakTest extends SparkTestBase {
  private static final int SLIDES = 50;
  private static final int FIRST_RUN = 40;
  private static final int PATIENTS = 20;
  private static final String HEADER =
      "id,source.path,annotation,patient,organ,stain,fields.site\n";

  /** A slide's row; which of them are what repeats with small periods that share no factor. */
  private static String row(int n, int patient) {
    return "s%02d,s%02d.svs,%s,p%02d,%s,%s,site-%d\n"
        .formatted(
            n,
            n,
            n % 3 == 0 ? "" : "s%02d.xml".formatted(n),
            patient,
            n % 7 == 0 ? "" : n % 2 == 0 ? "liver" : "colon",
            n % 11 == 0 ? "IHC" : "H&E",
            patient % 6);
  }

  private static int patientOf(int n) {
    return n % PATIENTS;
  }

  private static JobRunner runner(Lake lake) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {});
  }

  private <O extends Record, R extends JobResult> RunOutcome<R> run(
      Lake lake, Job<O, R> job, O options) {
    return runner(lake).run(job, options);
  }

  private void ingest(Lake lake, String name, List<String> rows) throws IOException {
    Path manifest = Files.writeString(folder.resolve(name), HEADER + String.join("", rows));
    RunOutcome<?> outcome =
        run(lake, new IngestJob(), IngestOptions.defaults().withManifest(manifest.toString()));
    assertThat(outcome.failures()).isEmpty();
    run(lake, new TissueJob(), TissueJobOptions.defaults());
  }

  private void writeSlides() {
    for (int n = 0; n < SLIDES; n++) {
      new DiscSlide(700, 640, n + 1, -1).write(folder.resolve("s%02d.svs".formatted(n)));
      // c1 is everything, c2 a part over it that grows with the slide's number.
      DiscSlide.writeRectangles(
          folder.resolve("s%02d.xml".formatted(n)),
          new PixelRect(0, 0, 700, 640),
          new PixelRect(0, 0, 700, n % 3 == 1 ? 1 : 12 * n));
    }
  }

  private static SplitOptions splits(String rule, int folds) {
    SplitOptions d = SplitOptions.defaults();
    return new SplitOptions(rule, d.splitBy(), "site", 0.6, 0.2, 0.2, folds, 1);
  }

  private static PatchesOptions set(String name, SplitOptions splits) {
    return PatchesOptions.defaults().withPatchSet(name).withSplit(splits);
  }

  @Test
  void noPatientAndNoSourceIsInTwoSplitsHoweverTheSetGrows() throws Exception {
    writeSlides();
    Lake lake = Lake.of(folder.resolve("lake").toString());
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < FIRST_RUN; n++) {
      rows.add(row(n, patientOf(n)));
    }
    ingest(lake, "first.csv", rows);
    PatchesOptions hash = set("hash", splits("hash", 0));
    PatchesResult first = run(lake, new PatchesJob(), hash).result();
    assertThat(first.slides()).isEqualTo(FIRST_RUN);

    for (int n = FIRST_RUN; n < SLIDES; n++) {
      rows.add(row(n, patientOf(n)));
    }
    ingest(lake, "all.csv", rows);
    PatchesResult second = run(lake, new PatchesJob(), hash).result();
    assertThat(second.current()).isEqualTo(FIRST_RUN);
    assertThat(second.slides()).as("new slides of known patients").isEqualTo(SLIDES - FIRST_RUN);
    noLeak(lake, "hash", List.of("test", "train", "validation"), false);

    run(lake, new PatchesJob(), set("folds", splits("stratified", 4)));
    noLeak(lake, "folds", List.of("fold-0", "fold-1", "fold-2", "fold-3"), false);
    run(lake, new PatchesJob(), set("sites", splits("site", 0)));
    noLeak(lake, "sites", List.of("test", "train", "validation"), true);
  }

  private void noLeak(Lake lake, String set, List<String> splits, boolean bySite) throws Exception {
    String labels =
        "SELECT l.*, s.diagnosis['site'] AS site FROM delta.`%s` l JOIN delta.`%s` s USING (slide_id) WHERE patch_set = '%s'"
            .formatted(lake.path(LakeTable.PATCH_LABELS), lake.path(LakeTable.SLIDES), set);
    List<Row> slides =
        spark()
            .sql("SELECT slide_id, count(DISTINCT split) FROM (" + labels + ") GROUP BY 1")
            .collectAsList();
    assertThat(slides).as(set).hasSize(SLIDES).allMatch(row -> row.getLong(1) == 1);
    assertThat(
            spark().sql("SELECT DISTINCT split FROM (" + labels + ") ORDER BY 1").collectAsList())
        .extracting(row -> row.getString(0))
        .isEqualTo(splits);
    List<String> keys =
        bySite
            ? List.of("l.patient_id", "l.source_id", "s.diagnosis['site']")
            : List.of("l.patient_id", "l.source_id");
    for (String key : keys) {
      String parted =
          "SELECT %s AS k FROM delta.`%s` l JOIN delta.`%s` s USING (slide_id) WHERE patch_set = '%s' GROUP BY 1 HAVING count(DISTINCT split) > 1"
              .formatted(key, lake.path(LakeTable.PATCH_LABELS), lake.path(LakeTable.SLIDES), set);
      assertThat(spark().sql(parted).collectAsList())
          .as("%s: %s in two splits", set, key)
          .isEmpty();
    }
    duckDbSeesNoneEither(set, splits, bySite);
  }

  /** Without an interpreter Spark's answer stands alone. */
  private void duckDbSeesNoneEither(String set, List<String> splits, boolean bySite)
      throws Exception {
    String python = System.getProperty("wsispark.python");
    if (python == null) {
      return;
    }
    Path script =
        Path.of(System.getProperty("wsispark.root"), "jobs/src/test/python/split_leaks.py");
    Process process =
        new ProcessBuilder(python, script.toString(), folder.resolve("lake").toString(), set)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    JsonNode seen = new ObjectMapper().readTree(out);
    assertThat(seen.get("rows").asLong()).isGreaterThanOrEqualTo(SLIDES);
    assertThat(seen.get("without_split").asLong()).isZero();
    assertThat(seen.get("splits")).extracting(JsonNode::asText).containsExactlyElementsOf(splits);
    assertThat(seen.get("patients").asLong()).as("patients in two splits").isZero();
    assertThat(seen.get("sources").asLong()).as("sources in two splits").isZero();
    if (bySite) {
      assertThat(seen.get("sites").asLong()).as("sites in two splits").isZero();
    }
  }
}
