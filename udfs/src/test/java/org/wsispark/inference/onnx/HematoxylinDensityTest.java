package org.wsispark.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ModelSource;
import org.wsispark.inference.WindowImage;

class HematoxylinDensityTest {
  private static final double[][] STAINS = {{0.65, 0.70, 0.29}, {0.07, 0.99, 0.11}};
  private static final int RADIUS = 18;

  @TempDir private Path folder;

  @Test
  void isTheArithmeticItsCardDescribes() {
    ModelFiles model = ModelSource.open("hematoxylin-density");
    WindowImage window = TestWindows.random(8, 2, 512).get(1);
    byte[] rgb = window.image().rgb();
    for (int k = 0; k < rgb.length; k++) {
      // Patches of all brightnesses, from dark to glass.
      rgb[k] = (byte) (255 - (255 - (rgb[k] & 0xFF)) * (k / 3 % 512) / 512);
    }
    float[] actual;
    try (OnnxModelRunner runner = OnnxModelRunner.open(model)) {
      actual = runner.run(List.of(window));
    }
    double[][] amounts = amounts(rgb);
    SplittableRandom random = new SplittableRandom(4);
    double lowest = 1;
    double highest = 0;
    for (int trial = 0; trial < 200; trial++) {
      int x = trial == 0 ? 0 : random.nextInt(128);
      int y = trial == 0 ? 127 : random.nextInt(128);
      double expected = 1 / (1 + Math.exp(-30 * (smooth(amounts, x, y) - 0.22)));
      assertThat((double) actual[y * 128 + x])
          .as("output pixel (%d, %d)", x, y)
          .isCloseTo(expected, offset(2e-5));
      lowest = Math.min(lowest, expected);
      highest = Math.max(highest, expected);
    }
    assertThat(highest).isGreaterThan(0.9);
    assertThat(lowest).isLessThan(0.5);
  }

  @Test
  void pureStainsAreToldApart() {
    assertThat(solve(STAINS[0])[0]).isCloseTo(length(STAINS[0]), offset(1e-9));
    double[] weights = StainVectors.hematoxylinWeights();
    assertThat(dot(weights, STAINS[0])).isCloseTo(length(STAINS[0]), offset(1e-12));
    assertThat(dot(weights, STAINS[1])).isCloseTo(0, offset(1e-12));
  }

  @Test
  void whiteGlassIsNotDenseAndBlueIs() {
    try (OnnxModelRunner runner = OnnxModelRunner.open(ModelSource.open("hematoxylin-density"))) {
      assertThat(runner.run(List.of(TestWindows.flat(0, 0, 512, 255)))[5000]).isLessThan(0.01f);
      WindowImage blue = TestWindows.flat(0, 0, 512, 255);
      byte[] rgb = blue.image().rgb();
      for (int k = 0; k < rgb.length; k += 3) {
        rgb[k] = (byte) 110;
        rgb[k + 1] = (byte) 100;
        rgb[k + 2] = (byte) 170;
      }
      float[] dense = runner.run(List.of(blue));
      assertThat(dense[0]).isGreaterThan(0.99f);
      assertThat(dense[64 * 128 + 64]).isEqualTo(dense[0]);
    }
  }

  @Test
  void isTheSameBytesEveryTimeAndLeftAloneWhenItIsThere() throws IOException {
    BuiltInModels.main(new String[] {folder.toString()});
    Path graph = folder.resolve("hematoxylin-density.onnx");
    assertThat(Files.readAllBytes(graph))
        .isEqualTo(ModelSource.open("hematoxylin-density").graph());
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(graph, old);
    BuiltInModels.main(new String[] {folder.toString()});
    assertThat(Files.getLastModifiedTime(graph)).isEqualTo(old);
    try (var files = Files.list(folder)) {
      assertThat(files.filter(f -> f.toString().endsWith(".onnx")).map(HematoxylinDensityTest::id))
          .containsExactlyInAnyOrderElementsOf(ModelSource.BUILT_IN);
    }
    ModelCard card = ModelSource.open(graph.toString()).card();
    assertThat(card).isEqualTo(ModelSource.open("hematoxylin-density").card());
  }

  private static String id(Path file) {
    return file.getFileName().toString().replace(".onnx", "");
  }

  /** Amount of hematoxylin, cut at 0, in the mean optical density of 4 x 4 px. */
  private static double[][] amounts(byte[] rgb) {
    double[][] amounts = new double[128][128];
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 128; x++) {
        double[] density = new double[3];
        for (int k = 0; k < 48; k++) {
          int at = ((4 * y + k / 12) * 512 + 4 * x + k / 3 % 4) * 3 + k % 3;
          density[k % 3] -= Math.log10(Math.max(1, rgb[at] & 0xFF) / 255.0) / 16;
        }
        amounts[y][x] = Math.max(0, solve(density)[0]);
      }
    }
    return amounts;
  }

  /** Amounts of both stains by least squares: what neither explains is perpendicular to both. */
  private static double[] solve(double[] density) {
    double[] h = unit(STAINS[0]);
    double[] e = unit(STAINS[1]);
    double he = dot(h, e);
    double dh = dot(density, h);
    double de = dot(density, e);
    double scale = 1 - he * he;
    return new double[] {(dh - he * de) / scale, (de - he * dh) / scale};
  }

  private static double smooth(double[][] amounts, int x, int y) {
    double sum = 0;
    double weights = 0;
    for (int dy = -RADIUS; dy <= RADIUS; dy++) {
      for (int dx = -RADIUS; dx <= RADIUS; dx++) {
        double weight = Math.exp(-(dx * dx + dy * dy) / 72.0);
        int nearX = Math.min(127, Math.max(0, x + dx));
        int nearY = Math.min(127, Math.max(0, y + dy));
        sum += weight * amounts[nearY][nearX];
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double[] unit(double[] a) {
    double length = length(a);
    return new double[] {a[0] / length, a[1] / length, a[2] / length};
  }
}
