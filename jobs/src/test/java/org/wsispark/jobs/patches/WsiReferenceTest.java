package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader of notebooks/wsi_reference.py, over files and over a store with etags. */
class WsiReferenceTest {
  @TempDir Path folder;

  @Test
  void itsTestsPass() throws IOException, InterruptedException {
    String python = System.getProperty("wsispark.python");
    assumeTrue(python != null, "SKIP: no Python with fsspec (system property wsispark.python)");
    Path scripts =
        Path.of(System.getProperty("wsispark.root", ".")).resolve("jobs/src/test/python");
    Path log = folder.resolve("python.log");
    Process process =
        new ProcessBuilder(
                python, "-B", scripts.resolve("run_tests.py").toString(), "test_wsi_reference")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("Python ended").isTrue();
    assertThat(Files.readString(log)).containsPattern("ran 9, failed 0, skipped 0");
  }
}
