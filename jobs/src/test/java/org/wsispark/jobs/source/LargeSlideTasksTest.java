package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.slide.LargeSlide;

/** What two Spark tasks hold that read a slide of 100,000 x 100,000 px, beside what Spark holds. */
class LargeSlideTasksTest extends SparkTestBase {
  /** Bound of the two together. */
  private static final long MOST_BYTES = 512L << 20;

  /** A collection of the whole heap takes as long; looking all the time would stop the tasks. */
  private static final long BETWEEN_LOOKS_MS = 100;

  /**
   * Four rows of patches for each of two tasks: 3,120 of 256 px, and tiles of 240 px under them.
   */
  private static Row read(Path slide) {
    return spark()
        .read()
        .format("wsi")
        .option("level", 0)
        .option("tileSize", 256)
        .option("image", "raw")
        .option("partitions", 2)
        .load(slide.toString())
        .where("y < 2048")
        .selectExpr("length(image.bytes) AS bytes", "spark_partition_id() AS task")
        .selectExpr("count(*)", "sum(bytes)", "count(DISTINCT task)")
        .head();
  }

  /** Live heap, and what native code holds for Java objects. */
  private static long held() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + Pointer.totalBytes();
  }

  @Test
  void twoTasksAreBoundedWhileTheyRun() throws Exception {
    Path slide = LargeSlide.write(folder.resolve("large.tif"));
    read(slide);
    long before = held();
    long most = 0;
    int looks = 0;

    CompletableFuture<Row> query = CompletableFuture.supplyAsync(() -> read(slide));
    while (!query.isDone()) {
      most = Math.max(most, held() - before);
      looks++;
      query.copy().completeOnTimeout(null, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS).join();
    }

    long patches = 8L * (LargeSlide.SIDE_PX / 256);
    assertThat(query.get().getLong(0)).isEqualTo(patches);
    assertThat(query.get().getLong(1)).isEqualTo(patches * 256 * 256 * 3);
    assertThat(query.get().getLong(2)).as("tasks").isEqualTo(2);
    assertThat(looks).as("while it ran").isGreaterThanOrEqualTo(3);
    assertThat(most).as("bytes held by two tasks").isBetween(32L << 20, MOST_BYTES);
  }
}
