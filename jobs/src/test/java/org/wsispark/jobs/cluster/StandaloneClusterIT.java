package org.wsispark.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.cli.Main;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.SparkSessions;

/** The assembly on a real cluster gives what the program gives inside one process. */
class StandaloneClusterIT {
  private static final int WORKERS = 2;
  private static final int SLIDES = 3;
  private static final String EXPORTS = "exports";

  /** What the chain fills. */
  private static final List<String> TABLES =
      List.of(
          "slides",
          "annotation_documents",
          "annotations",
          "tissue",
          "patch_sets",
          "patch_images",
          "patch_labels",
          "probability",
          "preannotations",
          "runs",
          "quarantine",
          EXPORTS);

  /** One command of the chain, and how it ends: the cohort has one broken file. */
  private record Step(int exit, String... command) {}

  private static List<Step> chain(Path manifest) {
    return List.of(
        new Step(4, "ingest", manifest.toString()),
        new Step(0, "tissue"),
        new Step(0, "patches"),
        new Step(0, "predict"),
        new Step(0, "export"));
  }

  /** Three patients and a file that is no slide. */
  private static Path cohort(Path folder) throws IOException {
    String[] synth = {
      "synth",
      "--out",
      folder.toString(),
      "--slides",
      "" + SLIDES,
      "--patients",
      "" + SLIDES,
      "--width",
      "1800",
      "--height",
      "1400",
      "--seed",
      "7"
    };
    assertThat(Main.run(synth)).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      Path manifest = files.filter(file -> file.toString().endsWith(".yaml")).findFirst().get();
      Files.writeString(folder.resolve("broken.svs"), "II*\0 and nothing that follows");
      String broken = "- id: broken\n  source: {path: broken.svs}\n  licence: CC0-1.0\n";
      return Files.writeString(manifest, broken, StandardOpenOption.APPEND);
    }
  }

  @Test
  void ingestToExportGiveTheRowsOfLocalMode() throws Exception {
    SparkHome spark = SparkHome.find();
    Path scratch = Scratch.fresh("cluster");
    Path manifest = cohort(scratch.resolve("slides"));
    Path onCluster = scratch.resolve("lake-of-cluster");
    Path inProcess = scratch.resolve("lake-of-process");

    try (StandaloneCluster cluster = StandaloneCluster.start(spark, scratch, WORKERS, "1g")) {
      Submission submission = new Submission(spark, scratch);
      for (Step step : chain(manifest)) {
        submission.assembly(cluster.master(), WORKERS, step.exit(), with(step, onCluster));
      }
    }
    for (Step step : chain(manifest)) {
      assertThat(Main.run(with(step, inProcess, "--master", "local[2]")))
          .as("exit code of %s", step.command()[0])
          .isEqualTo(step.exit());
    }

    assertThat(executors(scratch))
        .as("executors of the submitted jobs")
        .isEqualTo((long) WORKERS * chain(manifest).size());
    Map<String, List<String>> expected = contents(inProcess);
    assertThat(expected.keySet()).containsAll(TABLES);
    assertThat(expected.get("slides")).hasSize(SLIDES);
    Map<String, List<String>> actual = contents(onCluster);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (table, rows) -> assertThat(actual.get(table)).as(table).isEqualTo(rows).isNotEmpty());
  }

  private static String[] with(Step step, Path lake, String... more) {
    return Stream.of(step.command(), new String[] {"--lake", lake.toString()}, more)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  /** Every table of a lake, and every exported XML by its hash. */
  private static Map<String, List<String>> contents(Path folder) throws IOException {
    Map<String, List<String>> contents = new TreeMap<>();
    Lake lake = Lake.of(folder.toString());
    CanonicalRows rows = new CanonicalRows(folder.toString());
    try (SparkSession spark = SparkSessions.open("compare", "local[2]")) {
      for (LakeTable table : LakeTable.values()) {
        if (lake.has(spark, table)) {
          contents.put(table.tableName(), rows.of(lake.read(spark, table, "the chain")));
        }
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve(EXPORTS))) {
      List<String> exported = new ArrayList<>();
      for (Path file : files.filter(file -> file.toString().endsWith(".xml")).sorted().toList()) {
        exported.add(
            folder.relativize(file) + " " + DigestUtils.sha256Hex(Files.readAllBytes(file)));
      }
      contents.put(EXPORTS, exported);
    }
    return contents;
  }

  private static long executors(Path scratch) throws IOException {
    try (Stream<Path> logs =
        Files.find(scratch.resolve("work"), 3, (p, a) -> p.endsWith("stderr"))) {
      return logs.count();
    }
  }
}
