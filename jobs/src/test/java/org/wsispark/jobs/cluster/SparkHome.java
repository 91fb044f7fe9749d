package org.wsispark.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Spark that Python's package pyspark brings: its scripts, and how to call them here. */
record SparkHome(Path folder) {
  /** For many JVMs that live for seconds on few cores. */
  static final String SHORT_LIVED = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  /** The interpreter of the tests' Python environment; './wsispark test' hands it over. */
  private static final String PYTHON = "wsispark.python";

  /** Where pyspark lies; skips the test by name when it is not there. */
  static SparkHome find() throws IOException {
    String python = System.getProperty(PYTHON);
    assumeTrue(
        python != null, "SKIP: no Python environment (-Dwsispark.python), so no Spark of PyPI");
    Path library = Path.of(python).getParent().resolveSibling("lib");
    try (Stream<Path> versions = Files.list(library)) {
      List<Path> homes =
          versions
              .map(version -> version.resolve("site-packages/pyspark"))
              .filter(home -> Files.isExecutable(home.resolve("bin/spark-submit")))
              .toList();
      assumeTrue(!homes.isEmpty(), "SKIP: pyspark is not installed in " + library);
      assertThat(homes).hasSize(1);
      return new SparkHome(homes.get(0));
    }
  }

  String script(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** Everything on loopback; scratch below one folder; this JVM's Java. */
  Map<String, String> environment(Path scratch) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPARK_HOME", folder.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("SPARK_LOCAL_HOSTNAME", "127.0.0.1");
    environment.put("SPARK_LOCAL_DIRS", scratch.resolve("local").toString());
    environment.put("SPARK_WORKER_DIR", scratch.resolve("work").toString());
    environment.put("SPARK_DAEMON_MEMORY", "256m");
    environment.put("SPARK_DAEMON_JAVA_OPTS", SHORT_LIVED);
    environment.put("SPARK_CONF_DIR", scratch.resolve("conf").toString());
    return environment;
  }
}
