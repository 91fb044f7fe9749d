package org.wsispark.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.cli.Main;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TileEncoder;

/** The thin jars by {@code --packages}: what is fetched, and that it runs, natives included. */
class ThinJarsIT {
  private static final String VERSION = System.getProperty("wsispark.version");

  @Test
  void packagesBringTheProgramAndItsNativesAndNothingOfSpark() throws Exception {
    SparkHome spark = SparkHome.find();
    Path scratch = Scratch.fresh("thin");
    Path root = Path.of(System.getProperty("wsispark.root"));
    ThinRepository repository = ThinRepository.of(root, scratch.resolve("repository"), VERSION);
    Path settings = repository.ivySettings(Path.of(System.getProperty("wsispark.repository")));
    Path slide = scratch.resolve("slide.svs");
    CoordinateSlide.of(700, 500, 240, TileEncoder.jpegRgb(90), 1, 4).write(slide);
    Path png = scratch.resolve("packages.png");

    new Submission(spark, scratch)
        .packages(settings, "org.wsispark:wsispark-jobs:" + VERSION, read(slide, png));

    Path expected = scratch.resolve("process.png");
    assertThat(Main.run(read(slide, expected))).isZero();
    assertThat(png).hasSameBinaryContentAs(expected);
    assertThat(fetched(scratch))
        .contains(
            "org.wsispark_wsispark-jobs-" + VERSION,
            "org.wsispark_wsispark-udfs-" + VERSION,
            "info.picocli_picocli-4.7.7")
        .anyMatch(jar -> jar.matches("org.bytedeco_opencv-.*-linux-x86_64"))
        .anyMatch(jar -> jar.matches("com.microsoft.onnxruntime_onnxruntime-.*"))
        .noneMatch(
            jar ->
                jar.matches(
                    "(org.apache.(spark|hadoop)|org.scala-lang|io.delta|com.fasterxml|org.yaml"
                        + "|org.locationtech|commons-|org.deeplearning4j|org.nd4j|org.junit).*"));
  }

  private static String[] read(Path slide, Path png) {
    return new String[] {
      "read",
      slide.toString(),
      "--level",
      "1",
      "--x",
      "80",
      "--y",
      "40",
      "--width",
      "90",
      "--height",
      "70",
      "--out",
      png.toString()
    };
  }

  private static List<String> fetched(Path scratch) throws IOException {
    try (Stream<Path> jars = Files.list(scratch.resolve("ivy/jars"))) {
      return jars.map(jar -> jar.getFileName().toString().replaceAll("\\.jar$", "")).toList();
    }
  }
}
