package org.wsispark.inference.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.InferenceError;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ModelSource;
import org.wsispark.inference.WindowImage;

class OnnxModelRunnerTest {

  @Test
  void aWindowGivesTheSameBitsInEveryPlaceOfABatchAndAfterReopening() {
    ModelFiles model = TestGraphs.randomConvolutions(3);
    List<WindowImage> windows = TestWindows.random(21, 4, 256);
    int values = 3 * 64 * 64;
    float[] together;
    try (OnnxModelRunner runner = OnnxModelRunner.open(model)) {
      together = runner.run(windows);
    }
    assertThat(together).hasSize(4 * values);
    try (OnnxModelRunner runner = OnnxModelRunner.open(model)) {
      for (int k = 0; k < windows.size(); k++) {
        float[] alone = runner.run(windows.subList(k, k + 1));
        float[] expected = Arrays.copyOfRange(together, k * values, (k + 1) * values);
        assertThat(alone).as("window " + k).isEqualTo(expected);
      }
      List<WindowImage> reversed = List.of(windows.get(3), windows.get(2), windows.get(1));
      assertThat(Arrays.copyOfRange(runner.run(reversed), 2 * values, 3 * values))
          .isEqualTo(Arrays.copyOfRange(together, values, 2 * values));
    }
  }

  @Test
  void aValueThatIsNotFiniteNamesItsWindow() {
    try (OnnxModelRunner runner = OnnxModelRunner.open(TestGraphs.logOfRed())) {
      WindowImage good = TestWindows.flat(7, 8, 16, 100);
      assertThat(runner.run(List.of(good, good))).hasSize(2 * 16 * 16);
      WindowImage black = TestWindows.flat(9, 11, 16, 0);
      assertBad(
          () -> runner.run(List.of(good, black)),
          InferenceError.BAD_MODEL_OUTPUT,
          "window column 9, row 11",
          "NaN");
      WindowImage five = TestWindows.flat(2, 3, 16, 5);
      assertBad(
          () -> runner.run(List.of(five)),
          InferenceError.BAD_MODEL_OUTPUT,
          "window column 2, row 3",
          "-Infinity");
      assertThat(runner.run(List.of(good))).hasSize(16 * 16);
    }
  }

  @Test
  void valuesThatAreNoProbabilitiesAreRefused() {
    try (OnnxModelRunner runner = OnnxModelRunner.open(TestGraphs.bytesOfRed())) {
      assertBad(
          () -> runner.run(List.of(TestWindows.flat(0, 0, 16, 200))),
          InferenceError.BAD_MODEL_OUTPUT,
          "test-model gives 200.0",
          "sigmoid or softmax");
      assertThatThrownBy(() -> runner.run(List.of(TestWindows.flat(0, 0, 16, 200))))
          .isInstanceOfSatisfying(
              WsiException.class, e -> assertThat(e.inSlide("a.svs").slide()).contains("a.svs"));
    }
  }

  @Test
  void aGraphThatDoesNotFitItsCardIsRefusedWhenOpened() {
    assertBad(
        () -> OnnxModelRunner.open(TestGraphs.tooManyChannels()).close(),
        InferenceError.BAD_MODEL_OUTPUT,
        "[-1, 3, 16, 16]",
        "[2, 1, 16, 16]");
    assertBad(
        () -> OnnxModelRunner.open(TestGraphs.otherWindow()).close(),
        InferenceError.BAD_MODEL_GRAPH,
        "[-1, 3, 32, 32]",
        "[2, 3, 16, 16]");
  }

  @Test
  void bytesThatAreNoGraphAreRefused() {
    for (byte[] bytes : List.of(new byte[] {1, 2, 3}, new byte[0], "PK\3\4zip".getBytes(UTF_8))) {
      assertBad(
          () -> OnnxModelRunner.open(TestGraphs.small(bytes)).close(),
          InferenceError.BAD_MODEL_GRAPH,
          "test-model");
    }
  }

  @Test
  void wrongBatchesAreDefectsOfTheCaller() {
    try (OnnxModelRunner runner = OnnxModelRunner.open(ModelSource.open("hematoxylin-density"))) {
      assertThatThrownBy(() -> runner.run(List.of())).isInstanceOf(IllegalArgumentException.class);
      WindowImage small = TestWindows.flat(0, 0, 16, 0);
      assertThatThrownBy(() -> runner.run(List.of(small)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("512 px");
    }
  }

  private static void assertBad(Runnable action, InferenceError code, String... parts) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(WsiException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(parts);
  }
}
