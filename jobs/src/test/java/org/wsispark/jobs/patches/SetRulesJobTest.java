package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.ErrorCode;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
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
import org.wsispark.testkit.python.PythonScript;

/** Leaks and eligibility on a cohort of 50 slides of 20 patients and 6 sites. */
class SetRulesJobTest extends SparkTestBase {
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
    return PatchesOptions.defaults().withPatchSet(name).with(splits);
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

    slidesThatTheRulesDoNotWantAreLeftOutAndCounted(lake);
    aSetThatWouldLeakIsRefusedWithItsSlides(lake, rows);
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
    if (System.getProperty("wsispark.python") == null) {
      return;
    }
    JsonNode seen =
        new ObjectMapper()
            .readTree(
                PythonScript.run(
                    "jobs/src/test/python/split_leaks.py", folder.resolve("lake"), set));
    assertThat(seen.get("rows").asLong()).isGreaterThanOrEqualTo(SLIDES);
    assertThat(seen.get("without_split").asLong()).isZero();
    assertThat(seen.get("splits")).extracting(JsonNode::asText).containsExactlyElementsOf(splits);
    assertThat(seen.get("patients").asLong()).as("patients in two splits").isZero();
    assertThat(seen.get("sources").asLong()).as("sources in two splits").isZero();
    if (bySite) {
      assertThat(seen.get("sites").asLong()).as("sites in two splits").isZero();
    }
  }

  private static EligibilityOptions rules(int minPatches, int slides, int perOrgan, int perSplit) {
    return new EligibilityOptions(
        List.of("liver", "colon"),
        List.of("H&E"),
        List.of(),
        true,
        minPatches,
        List.of("c1 >= 0.3", "c2 > 0.1"),
        slides,
        perOrgan,
        perSplit);
  }

  private void slidesThatTheRulesDoNotWantAreLeftOutAndCounted(Lake lake) {
    PatchesOptions strict = set("strict", splits("hash", 0));
    List<String> expected = new ArrayList<>();
    int organs = 0;
    int stains = 0;
    int annotations = 0;
    for (int n = 0; n < SLIDES; n++) {
      if (n % 7 == 0) {
        organs++;
      } else if (n % 11 == 0) {
        stains++;
      } else if (n % 3 == 0) {
        annotations++;
      } else {
        expected.add("s%02d".formatted(n));
      }
    }
    PatchesOptions wanted = strict.with(rules(1, 5, 1, 0));
    PlanContext planning = new PlanContext(spark(), lake);
    Map<String, Long> planned = new PatchesJob().plan(planning, wanted).counts();
    PatchesResult made = run(lake, new PatchesJob(), wanted).result();

    assertThat(made.counts())
        .containsEntry("left_out_organs", (long) organs)
        .containsEntry("left_out_stains", (long) stains)
        .containsEntry("left_out_require-annotation", (long) annotations);
    assertThat(planned)
        .containsEntry("left_out", made.counts().get("left_out"))
        .containsEntry("slides", made.slides());
    assertThat(made.lines())
        .contains("  s07: its organ is not known, not one of [liver, colon]")
        .contains("  s11: its stain is IHC, not one of [H&E]");
    List<Row> shares =
        spark()
            .sql(
                "SELECT slide_id, avg(label_fractions['c1']) AS c1, avg(label_fractions['c2']) AS c2 FROM delta.`%s` WHERE patch_set = 'hash' GROUP BY 1"
                    .formatted(lake.path(LakeTable.PATCH_LABELS)))
            .collectAsList();
    expected.removeIf(
        id ->
            shares.stream()
                .filter(row -> row.getString(0).equals(id))
                .noneMatch(row -> row.getDouble(1) >= 0.3 && row.getDouble(2) > 0.1));
    assertThat(expected).as("slides with enough of both classes").hasSizeBetween(5, 20);
    assertThat(
            spark()
                .sql(
                    "SELECT DISTINCT slide_id FROM delta.`%s` WHERE patch_set = 'strict' ORDER BY 1"
                        .formatted(lake.path(LakeTable.PATCH_LABELS)))
                .collectAsList())
        .extracting(row -> row.getString(0))
        .isEqualTo(expected);
    splitsShareOutWhatIsLeft(lake);
    aSetThatWouldLackSomethingIsRefused(planning, strict, expected.size());
  }

  /** Slides that a rule on patches leaves out take no place in a split. */
  private void splitsShareOutWhatIsLeft(Lake lake) {
    SplitOptions halves = new SplitOptions("stratified", List.of(), "site", 0.5, 0.25, 0.25, 0, 1);
    PatchesResult made =
        run(lake, new PatchesJob(), set("halves", halves).with(rules(1, 5, 1, 0))).result();
    Map<String, Long> patients = new TreeMap<>();
    spark()
        .sql(
            "SELECT split, count(DISTINCT patient_id) FROM delta.`%s` WHERE patch_set = 'halves' GROUP BY 1"
                .formatted(lake.path(LakeTable.PATCH_LABELS)))
        .collectAsList()
        .forEach(row -> patients.put(row.getString(0), row.getLong(1)));
    Map<String, Long> said = new TreeMap<>();
    made.splits().bySplit().forEach((split, share) -> said.put(split, share.patients()));
    assertThat(said).as("what the run says of its splits").isEqualTo(patients);
    assertThat(made.splits().bySplit().values().stream().mapToLong(share -> share.slides()).sum())
        .isEqualTo(made.slides());
    double all = patients.values().stream().mapToLong(Long::longValue).sum();
    assertThat(all).isGreaterThan(5);
    Map.of("train", 0.5, "validation", 0.25, "test", 0.25)
        .forEach(
            (split, share) ->
                assertThat((double) patients.get(split))
                    .as("%s of %s", split, patients)
                    .isCloseTo(share * all, within(1.0)));
  }

  private void aSetThatWouldLackSomethingIsRefused(
      PlanContext planning, PatchesOptions strict, int eligible) {
    PatchesOptions larger = strict.withPatchSet("larger").with(rules(1, SLIDES, 40, PATIENTS));
    assertThatThrownBy(() -> run(planning.lake(), new PatchesJob(), larger))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.BAD_INPUT))
        .hasMessageContaining("NOT_ELIGIBLE: " + eligible + " slides are eligible, at least 50")
        .hasMessageContaining("slides of organ colon, at least 40 are wanted")
        .hasMessageContaining("patients in split train, at least 20 are wanted");
    PatchesOptions none = strict.withPatchSet("none").with(rules(99, 0, 0, 0));
    assertThatThrownBy(() -> new PatchesJob().plan(planning, none))
        .hasMessageContaining("NOT_ELIGIBLE: 0 slides are eligible");
    nothingIsIn(planning.lake(), "larger");
  }

  private void nothingIsIn(Lake lake, String set) {
    for (LakeTable table :
        List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS, LakeTable.PATCH_SETS)) {
      assertThat(lake.read(spark(), table, "x").where("patch_set = '" + set + "'").count())
          .as("%s in %s", set, table)
          .isZero();
    }
  }

  private void aSetThatWouldLeakIsRefusedWithItsSlides(Lake lake, List<String> rows)
      throws IOException {
    List<String> copies = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      Path copy = folder.resolve("copy%d.svs".formatted(k));
      Files.copy(folder.resolve("s01.svs"), copy);
      copies.add("copy%d,copy%d.svs,,q%d,liver,H&E,site-1\n".formatted(k, k, k));
    }
    ingest(lake, "copies.csv", copies);
    PatchesOptions fresh = set("fresh", splits("hash", 0));
    assertThatThrownBy(() -> run(lake, new PatchesJob(), fresh))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.BAD_INPUT))
        .hasMessageContaining("LEAK: the same bytes")
        .hasMessageMatching("(?s).*slide (s01|copy\\d) in \\w+ and slide (s01|copy\\d) in \\w+.*");
    nothingIsIn(lake, "fresh");

    spark()
        .sql(
            "DELETE FROM delta.`%s` WHERE slide_id LIKE 'copy%%'"
                .formatted(lake.path(LakeTable.SLIDES)));
    List<String> moved = new ArrayList<>();
    for (int n = 0; n < rows.size(); n++) {
      moved.add(row(n, patientOf(n + 1)));
    }
    long before = lake.version(spark(), LakeTable.PATCH_LABELS);
    ingest(lake, "moved.csv", moved);
    assertThatThrownBy(() -> run(lake, new PatchesJob(), set("hash", splits("hash", 0))))
        .as("patients that the set knows were corrected")
        .hasMessageContaining("LEAK: ")
        .hasMessageContaining("Correct the manifest and make a new patch set");
    assertThat(lake.version(spark(), LakeTable.PATCH_LABELS)).isEqualTo(before);
  }
}
