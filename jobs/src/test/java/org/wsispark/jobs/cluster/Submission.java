package org.wsispark.jobs.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls of spark-submit in client mode, everything on loopback and below one folder. */
final class Submission {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String MAIN = "org.wsispark.jobs.cli.Main";

  private final SparkHome spark;
  private final Path scratch;
  private final List<String> jars;
  private final List<String> settings;

  Submission(SparkHome spark, Path scratch) {
    this(spark, scratch, deltaJars(), List.of());
  }

  private Submission(SparkHome spark, Path scratch, List<String> jars, List<String> settings) {
    this.spark = spark;
    this.scratch = scratch;
    this.jars = jars;
    this.settings = settings;
  }

  /** With a further jar beside Delta's. */
  Submission withJar(Path jar) {
    return new Submission(spark, scratch, plus(jars, jar.toString()), settings);
  }

  /** With a further setting. */
  Submission withConf(String key, String value) {
    return new Submission(spark, scratch, jars, plus(plus(settings, "--conf"), key + "=" + value));
  }

  private static List<String> plus(List<String> list, String more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }

  /** The assembly on a cluster, Delta beside it; fails with the log unless it ends as expected. */
  void assembly(String master, int cores, int expectedExit, String... command)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("--master", master));
    options.addAll(List.of("--jars", String.join(",", jars)));
    options.addAll(settings);
    options.addAll(List.of("--driver-memory", "768m", "--executor-memory", "768m"));
    options.addAll(conf("spark.executor.cores", "1"));
    options.addAll(conf("spark.executor.extraJavaOptions", javaOptions()));
    // Executors start one after the other; without waiting the first would get all of a small job.
    options.addAll(conf("spark.cores.max", Integer.toString(cores)));
    options.addAll(conf("spark.scheduler.minRegisteredResourcesRatio", "1.0"));
    options.addAll(conf("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s"));
    options.addAll(conf("spark.sql.shuffle.partitions", "4"));
    options.addAll(conf("spark.databricks.delta.snapshotPartitions", "2"));
    run(command[0], expectedExit, options, Assembly.path().toString(), command);
  }

  /** The thin jars, fetched by name as {@code --packages} does, on Spark inside the process. */
  void packages(Path ivySettings, String coordinates, String... command)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("--master", "local[1]"));
    options.addAll(List.of("--packages", coordinates));
    options.addAll(conf("spark.jars.ivySettings", ivySettings.toString()));
    options.addAll(conf("spark.jars.ivy", scratch.resolve("ivy").toString()));
    run("packages-" + command[0], 0, options, "spark-internal", command);
  }

  private void run(
      String name, int expectedExit, List<String> options, String program, String... command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(spark.script("spark-submit"), "--class", MAIN));
    line.addAll(options);
    line.addAll(List.of("--driver-java-options", javaOptions()));
    line.addAll(conf("spark.driver.host", "127.0.0.1"));
    line.addAll(conf("spark.driver.bindAddress", "127.0.0.1"));
    line.addAll(conf("spark.ui.enabled", "false"));
    line.add(program);
    line.addAll(List.of(command));
    Path log = scratch.resolve("logs").resolve("submit-" + name + ".log");
    try (LoggedProcess process =
        LoggedProcess.start(
            line, spark.environment(scratch), log, Pattern.compile("never announced(?!)"))) {
      int exit = process.exit(LIMIT);
      if (exit != expectedExit) {
        throw new AssertionError(
            "%s ended with %d, not %d; %s".formatted(name, exit, expectedExit, process.said()));
      }
    }
  }

  private String javaOptions() {
    return "-Dorg.bytedeco.javacpp.cachedir=%s %s"
        .formatted(scratch.resolve("natives"), SparkHome.SHORT_LIVED);
  }

  private static List<String> conf(String key, String value) {
    return List.of("--conf", key + "=" + value);
  }

  /** As docs/deploy.md names them, out of this JVM's class path. */
  private static List<String> deltaJars() {
    List<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(
                jar ->
                    jar.matches(
                        ".*/delta-(spark_[0-9._]+|storage|kernel-api|kernel-defaults)-[0-9.]+\\.jar"))
            .toList();
    if (jars.size() != 4) {
      throw new IllegalStateException("Delta's four jars on the class path, not " + jars);
    }
    return jars;
  }
}
