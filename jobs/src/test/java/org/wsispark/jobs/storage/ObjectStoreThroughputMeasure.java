package org.wsispark.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.patches.PatchesResult;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;

/**
 * The benchmark of docs/benchmarks.md: patches of slides on disk and of the same slides behind 20
 * ms of latency, in turns. It measures and writes; a time is no test, so it runs only when it is
 * named.
 */
@ExtendWith(S3MockExtension.class)
class ObjectStoreThroughputMeasure extends SparkTestBase {
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final int SLIDES = 4;
  private static final int ROUNDS = 3;

  @Test
  void patchesBehindLatency(S3Mock store) throws IOException {
    Path slides = Files.createDirectories(folder.resolve("slides"));
    new DiscSlide(10_000, 8_000, 5, -1).write(slides.resolve("s0.svs"));
    byte[] slide = Files.readAllBytes(slides.resolve("s0.svs"));
    try (S3Bucket bucket = S3Bucket.make(store, "object-store-throughput")) {
      bucket.configure(spark().sparkContext().hadoopConfiguration());
      for (int k = 0; k < SLIDES; k++) {
        Files.write(slides.resolve("s" + k + ".svs"), slide);
        bucket.put("slides/s" + k + ".svs", slide);
      }
      Lake disk = ingested("disk", slides.toString());
      Lake remote = ingested("remote", bucket.uri("slides"));
      bucket.proxy().reset();
      bucket
          .proxy()
          .rules(
              FaultRule.always("GET", ".svs", new Fault.Delay(LATENCY)),
              FaultRule.always("HEAD", ".svs", new Fault.Delay(LATENCY)));
      List<Double> onDisk = new ArrayList<>();
      List<Double> behind = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        double first = patchesPerSecond(disk, "r" + round);
        double second = patchesPerSecond(remote, "r" + round);
        // The first round warms the JVM up.
        if (round > 0) {
          onDisk.add(first);
          behind.add(second);
        }
      }
      List<Exchange> gets = bucket.proxy().exchanges("GET", ".svs");
      String report =
          String.format(
              Locale.ROOT,
              "patches/s on disk %s, behind %d ms %s; median ratio %.2f; %d requests, %.1f MB, of slides of %.1f MB%n",
              onDisk,
              LATENCY.toMillis(),
              behind,
              median(behind) / median(onDisk),
              gets.size(),
              gets.stream().mapToLong(Exchange::bytes).sum() / 1e6,
              (double) slide.length * SLIDES / 1e6);
      Files.writeString(
          Path.of(System.getProperty("wsispark.root"), "jobs/target/storage-bench.txt"), report);
      assertThat(gets).isNotEmpty();
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private Lake ingested(String name, String from) {
    Lake lake = Lake.of(folder.resolve(name).toString());
    JobRunner runner = runner(lake);
    runner.run(new IngestJob(), IngestOptions.defaults().withScan(from));
    runner.run(new TissueJob(), TissueJobOptions.defaults());
    return lake;
  }

  private static JobRunner runner(Lake lake) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {});
  }

  private static double patchesPerSecond(Lake lake, String set) {
    RunOutcome<PatchesResult> outcome =
        runner(lake).run(new PatchesJob(), PatchesOptions.defaults().withPatchSet(set));
    assertThat(outcome.result().images()).isPositive();
    return Math.round(outcome.result().images() * 1e4 / outcome.took().toMillis()) / 10.0;
  }
}
