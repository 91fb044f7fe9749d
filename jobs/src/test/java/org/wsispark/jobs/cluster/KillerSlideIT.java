package org.wsispark.jobs.cluster;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.cli.Main;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.SparkSessions;

/**
 * Row 30 of the table of faults: a slide whose reading kills its executor costs two executors and
 * no more; it goes to quarantine, the others are done.
 */
class KillerSlideIT {
  private static final int WORKERS = 2;
  private static final String FILE_SYSTEM = "spark.hadoop.fs.haltfs.impl";

  /** Two good slides and one that kills, of patients of their own. */
  private static Path slides(Path folder) throws IOException {
    String[] synth = {
      "synth", "--out", folder.toString(), "--slides", "3", "--width", "1800", "--height", "1400"
    };
    assertThat(Main.run(synth)).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!file.toString().endsWith(".svs")) {
          Files.delete(file);
        }
      }
    }
    Files.move(folder.resolve("synth-0002.svs"), folder.resolve("killer.svs"));
    return folder;
  }

  private static Path jarOf(Class<?> type, Path jar) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
    return jar;
  }

  private static int ingest(Path slides, Path lake) {
    System.setProperty(FILE_SYSTEM, HaltingFileSystem.class.getName());
    try {
      return Main.run(
          "ingest",
          "--scan",
          "haltfs:" + slides,
          "--lake",
          lake.toString(),
          "--master",
          "local[2]");
    } finally {
      System.clearProperty(FILE_SYSTEM);
    }
  }

  private static List<String> ids(SparkSession spark, Lake lake, LakeTable table) {
    return lake
        .read(spark, table, "tissue")
        .select("slide_id")
        .orderBy("slide_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void aSlideThatKillsExecutorsIsQuarantinedAndTheOthersAreDone() throws Exception {
    SparkHome home = SparkHome.find();
    Path scratch = Scratch.fresh("killer");
    Path folder = scratch.resolve("lake");
    assertThat(ingest(slides(scratch.resolve("slides")), folder)).isZero();

    try (StandaloneCluster cluster = StandaloneCluster.start(home, scratch, WORKERS, "1g")) {
      Submission submission =
          new Submission(home, scratch)
              .withJar(jarOf(HaltingFileSystem.class, scratch.resolve("haltfs.jar")))
              .withConf(FILE_SYSTEM, HaltingFileSystem.class.getName());
      submission.assembly(cluster.master(), WORKERS, 4, "tissue", "--lake", folder.toString());
      assertThat(executors(scratch)).as("two of them after a death").isEqualTo(WORKERS + 2);
      theSourceNamesIt(cluster, scratch);
    }

    Lake lake = Lake.of(folder.toString());
    try (SparkSession spark = SparkSessions.open("look", "local[2]")) {
      assertThat(ids(spark, lake, LakeTable.TISSUE)).containsExactly("synth-0001", "synth-0003");
      List<Row> quarantine = lake.read(spark, LakeTable.QUARANTINE, "tissue").collectAsList();
      assertThat(quarantine).hasSize(1);
      Row row = quarantine.get(0);
      assertThat(row.<String>getAs("slide_id")).isEqualTo("killer");
      assertThat(row.<String>getAs("code")).isEqualTo("KILLED_EXECUTOR");
      assertThat(row.<String>getAs("message")).contains("killer.svs", "two processes");
    }
    try (Stream<Path> notes = Files.walk(folder.resolve("_inflight"))) {
      assertThat(notes.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static long executors(Path scratch) throws IOException {
    try (Stream<Path> logs =
        Files.find(scratch.resolve("work"), 3, (file, is) -> file.endsWith("stderr"))) {
      return logs.count();
    }
  }

  /** A query over the same slides, by the source: all tiles of the others, and the reason. */
  private static void theSourceNamesIt(StandaloneCluster cluster, Path scratch) throws IOException {
    SparkConf conf =
        new SparkConf()
            .setMaster(cluster.master())
            .setAppName("killer in a query")
            .setJars(new String[] {Assembly.path().toString(), scratch + "/haltfs.jar"})
            .set(FILE_SYSTEM, HaltingFileSystem.class.getName())
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false")
            .set("spark.executor.memory", "768m")
            .set("spark.executor.cores", "1")
            .set("spark.cores.max", Integer.toString(WORKERS));
    long before = executors(scratch);
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      List<Row> slides =
          spark
              .read()
              .format("wsi")
              .option("mode", "PERMISSIVE")
              .option("crashNotes", scratch.resolve("notes").toString())
              .load("haltfs:" + scratch.resolve("slides"))
              .groupBy("slide")
              .agg(
                  expr("count_if(length(image.bytes) > 0)"),
                  expr("count(error)"),
                  expr("max(error)"))
              .orderBy("slide")
              .collectAsList();
      assertThat(slides).hasSize(3);
      assertThat(slides.get(0).getString(0)).endsWith("killer.svs");
      assertThat(slides.get(0).getLong(1)).isZero();
      assertThat(slides.get(0).getString(3)).contains("KILLED_EXECUTOR", "killer.svs");
      for (Row good : slides.subList(1, 3)) {
        assertThat(good.getLong(1)).as(good.getString(0)).isGreaterThan(30);
        assertThat(good.getLong(2)).isZero();
      }
    }
    // The slide's tiles are shared out over both tasks, and each of them dies of it twice.
    assertThat(executors(scratch) - before)
        .as("processes")
        .isBetween(WORKERS + 2L, WORKERS + 2L * WORKERS);
  }
}
