package org.wsispark.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.testing.DiscSlide;

/**
 * The assembly under PyPI's PySpark, with no Python of ours: darkest tiles as OpenSlide has them.
 */
class PySparkIT {

  @Test
  void threeLinesListTheTenDarkestTilesOfASlide() throws Exception {
    SparkHome spark = SparkHome.find();
    Path scratch = Scratch.fresh("pyspark");
    Path slide = scratch.resolve("disc.svs");
    new DiscSlide(1_500, 1_100, 11, -1).write(slide);
    Path script =
        Path.of(System.getProperty("wsispark.root"), "jobs/src/test/python/darkest_tiles.py");
    List<String> line =
        List.of(
            System.getProperty("wsispark.python"),
            script.toString(),
            slide.toString(),
            Assembly.path().toString());
    JsonNode result;
    try (LoggedProcess process =
        LoggedProcess.start(
            line,
            spark.environment(scratch),
            scratch.resolve("logs/pyspark.log"),
            Pattern.compile("RESULT (.*)"))) {
      Matcher said = process.ready(Duration.ofMinutes(4));
      result = new ObjectMapper().readTree(said.group(1));
    }
    assertThat(result.get("spark")).hasSize(10);
    assertThat(result.get("openslide")).hasSize(10);
    for (int k = 0; k < 10; k++) {
      JsonNode ours = result.get("spark").get(k);
      JsonNode theirs = result.get("openslide").get(k);
      assertThat(ours.get(0).intValue()).as("x of %d", k).isEqualTo(theirs.get(0).intValue());
      assertThat(ours.get(1).intValue()).as("y of %d", k).isEqualTo(theirs.get(1).intValue());
      assertThat(ours.get(2).doubleValue())
          .as("grey of %d", k)
          .isCloseTo(theirs.get(2).doubleValue(), within(1e-9))
          .isLessThan(240);
    }
    assertThat(result.get("region_equal").booleanValue()).as("wsi_read is OpenSlide's").isTrue();
    assertThat(result.get("ml_type_equal").booleanValue()).as("Spark ML's type").isTrue();
    assertThat(result.get("ml_bgr_equal").booleanValue()).as("Spark ML's array").isTrue();
    assertThat(result.get("info").get("width").intValue()).isEqualTo(1_500);
    assertThat(result.get("info").get("none").isNull()).isTrue();
    assertThat(result.get("udf").booleanValue()).isTrue();
  }
}
