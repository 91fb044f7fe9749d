package org.wsispark.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ModelSource;
import org.wsispark.inference.Normalization;
import org.wsispark.inference.WindowImage;
import org.wsispark.testkit.python.PythonScript;

/** The runner against onnxruntime in Python, which also has onnx check the graph. */
class PythonRuntimeTest {
  private static final float TOLERANCE = 1e-5f;
  @TempDir private Path folder;

  @Test
  void hematoxylinDensity() throws IOException {
    compare(ModelSource.open("hematoxylin-density"), 2, 31);
  }

  @Test
  void randomConvolutions() throws IOException {
    compare(TestGraphs.randomConvolutions(77), 4, 32);
  }

  private void compare(ModelFiles model, int count, long seed) throws IOException {
    ModelCard card = model.card();
    List<WindowImage> windows = TestWindows.random(seed, count, card.windowPx());
    float[] expected = inPython(model, windows);
    float[] actual;
    try (OnnxModelRunner runner = OnnxModelRunner.open(model)) {
      actual = runner.run(windows);
    }
    assertThat(actual).hasSameSizeAs(expected);
    double lowest = 1;
    double highest = 0;
    for (int k = 0; k < expected.length; k++) {
      if (!(Math.abs(actual[k] - expected[k]) <= TOLERANCE)) {
        throw new AssertionError(
            "seed %d: value %d is %s, in Python %s".formatted(seed, k, actual[k], expected[k]));
      }
      lowest = Math.min(lowest, expected[k]);
      highest = Math.max(highest, expected[k]);
    }
    // Two constant outputs would agree about nothing.
    assertThat(highest - lowest).isGreaterThan(0.3);
  }

  private float[] inPython(ModelFiles model, List<WindowImage> windows) throws IOException {
    Normalization normalization = model.card().normalization();
    Path out = folder.resolve("out.f32");
    PythonScript.run(
        "udfs/src/test/python/onnx_outputs.py",
        Files.write(folder.resolve("graph.onnx"), model.graph()),
        Files.write(folder.resolve("windows.rgb"), bytes(windows)),
        model.card().windowPx(),
        normalization.scale(),
        commas(normalization.mean()),
        commas(normalization.std()),
        out);
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[buffer.remaining() / Float.BYTES];
    buffer.asFloatBuffer().get(values);
    return values;
  }

  private static byte[] bytes(List<WindowImage> windows) {
    int size = windows.get(0).image().rgb().length;
    ByteBuffer all = ByteBuffer.allocate(size * windows.size());
    windows.forEach(w -> all.put(w.image().rgb()));
    return all.array();
  }

  private static String commas(List<Double> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
