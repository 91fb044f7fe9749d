package org.wsispark.annotation.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published example, compiled and run with udfs and its own dependencies alone. */
class WithoutSparkTest {
  private static final Path ROOT = Path.of(System.getProperty("wsispark.root", ".."));

  @Test
  void theExampleCompilesAndRuns(@TempDir Path folder) throws Exception {
    Path udfs = ROOT.resolve("udfs/target");
    String dependencies = Files.readString(udfs.resolve("runtime.classpath")).strip();
    assertThat(dependencies).contains("jts-core").doesNotContain("spark-", "scala-library");
    Path xml = ROOT.resolve("docs/aperio-xml/cases/negative.xml");
    Path json = folder.resolve("out.geojson");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                udfs.resolve("classes") + System.getProperty("path.separator") + dependencies,
                ROOT.resolve("docs/examples/ConvertAndRasterize.java").toString(),
                xml.toString(),
                json.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    // 80 px of the square less 16 of the negative region in it.
    assertThat(said.lines())
        .containsExactly(
            "not carried: 1 negative regions live on as holes only",
            "Layer 1: 64 px of 512 x 512",
            "renamed");
    assertThat(json).isNotEmptyFile();
  }
}
