package org.wsispark.jobs.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.dataset.FreezeJob;
import org.wsispark.jobs.dataset.FreezeOptions;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.patches.GridOptions;
import org.wsispark.jobs.patches.ImageOptions;
import org.wsispark.jobs.patches.OutputOptions;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.patches.SplitOptions;
import org.wsispark.jobs.patches.TaskOptions;
import org.wsispark.jobs.synth.SynthJob;
import org.wsispark.jobs.synth.SynthOptions;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;

/**
 * A lake as the commands make it, for the tests that read it with something else: six synthetic
 * slides of six patients in three splits, and two patch sets side by side in the same tables, one
 * lossless and one as JPEG; the lossless one frozen, and as plain Parquet. Made once in a JVM.
 */
final class ReaderLake {
  static final String LOSSLESS = "lossless";
  static final String JPEG = "jpeg";
  static final int SLIDES = 6;
  private static final int SIDE_PX = 1_280;
  private static final int PATCH_PX = 128;
  private static final String FROZEN = "lossless-v1";
  private static final String PLAIN = "plain";
  private static final Path ROOT = Path.of(System.getProperty("wsispark.root"));

  private final SparkSession spark;
  private final Path folder;
  private final Lake lake;

  private ReaderLake(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.lake = Lake.of(folder.resolve("lake").toString());
  }

  /** The lake of this JVM, made by whoever asks first. */
  static ReaderLake shared() {
    return Holder.LAKE;
  }

  private static ReaderLake make() {
    Path folder = ROOT.resolve("jobs/target/reader-lake");
    delete(folder);
    ReaderLake made = new ReaderLake(SparkSession.active(), folder);
    SynthOptions cohort =
        new SynthOptions(folder.resolve("cohort"), SLIDES, SIDE_PX, SIDE_PX, 7, 6, false, 2);
    Path manifest = new SynthJob(cohort).run(slide -> {}).manifest();
    made.run(new IngestJob(), IngestOptions.defaults().withManifest(manifest.toString()));
    made.run(new TissueJob(), TissueJobOptions.defaults());
    made.run(new PatchesJob(), options(LOSSLESS, "png"));
    made.run(new PatchesJob(), options(JPEG, "jpeg"));
    made.run(new FreezeJob(), new FreezeOptions(FROZEN, LOSSLESS));
    made.run(
        new PatchesJob(),
        options(LOSSLESS, "png").with(OutputOptions.parquet(folder.resolve(PLAIN).toString())));
    return made;
  }

  private static PatchesOptions options(String set, String encoding) {
    return PatchesOptions.defaults()
        .withPatchSet(set)
        .with(new GridOptions(PATCH_PX, PATCH_PX, "drop", 0.5, 0, 0.01, "area"))
        .with(new SplitOptions("stratified", List.of(), "site", 0.5, 0.25, 0.25, 0, 1))
        .with(new ImageOptions(encoding, 90))
        .with(TaskOptions.defaults().withPartitions(4));
  }

  private <O extends Record, R extends JobResult> void run(Job<O, R> job, O options) {
    RunOutcome<R> outcome =
        new JobRunner(spark, lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
            .run(job, options);
    assertThat(outcome.failures()).isEmpty();
  }

  private static void delete(Path folder) {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Dataset<Row> read(LakeTable table) {
    return lake.read(spark, table, "none");
  }

  /** Images of a set with their labels, as the view {@code patches} joins them. */
  Dataset<Row> patches(String set) {
    lake.registerViews(spark);
    return spark.table("patches").where("patch_set = '" + set + "'");
  }

  /** The lossless set, frozen. */
  Path frozen() {
    return folder.resolve("lake/datasets").resolve(FROZEN);
  }

  /** The lossless set as plain Parquet, made from the slides once more. */
  Path plain() {
    return folder.resolve(PLAIN).resolve(LOSSLESS);
  }

  /** A folder of its own beside the lake. */
  Path scratch(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  String path() {
    return folder.resolve("lake").toString();
  }

  /** What a program in src/test/python prints when it ends well; the log is the failure's text. */
  String python(String... arguments) throws Exception {
    String python = System.getProperty("wsispark.python");
    assumeTrue(python != null, "SKIP: wsispark.python names no interpreter");
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(scratch("logs"), "python", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.resolve("jobs/src/test/python").toFile())
            .redirectError(log.toFile());
    builder.environment().put("HF_HOME", scratch("huggingface").toString());
    builder.environment().put("HF_HUB_OFFLINE", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("WSISPARK_LAKE", path());
    builder.environment().put("WSISPARK_PATCH_SET", JPEG);
    Process process = builder.start();
    byte[] printed = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    return new String(printed, StandardCharsets.UTF_8);
  }

  private static final class Holder {
    static final ReaderLake LAKE = make();
  }
}
