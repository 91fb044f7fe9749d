package org.wsispark.inference.onnx;

import java.util.List;
import java.util.SplittableRandom;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.Normalization;
import org.wsispark.inference.TestCards;

/** Graphs for tests, written by the same writer as the built-in models. */
public final class TestGraphs {
  private TestGraphs() {}

  /** Real convolutions with seeded random weights: three classes, window 256 px, downsample 4. */
  public static ModelFiles randomConvolutions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] graph =
        new GraphWriter("random-convolutions", "Seeded random weights: finds nothing.")
            .input("rgb", 3, 256)
            .floats("w1", weights(random, 8 * 3 * 5 * 5, 75), 8, 3, 5, 5)
            .floats("b1", weights(random, 8, 8), 8)
            .floats("w2", weights(random, 16 * 8 * 3 * 3, 72), 16, 8, 3, 3)
            .floats("b2", weights(random, 16, 16), 16)
            .floats("w3", weights(random, 3 * 16, 4), 3, 16, 1, 1)
            .node(
                "Conv",
                List.of("rgb", "w1", "b1"),
                "c1",
                Attribute.integers("strides", 2, 2),
                Attribute.integers("pads", 2, 2, 2, 2))
            .node("Relu", List.of("c1"), "r1")
            .node(
                "Conv",
                List.of("r1", "w2", "b2"),
                "c2",
                Attribute.integers("strides", 2, 2),
                Attribute.integers("pads", 1, 1, 1, 1))
            .node("Relu", List.of("c2"), "r2")
            .node("Conv", List.of("r2", "w3"), "c3")
            .node("Softmax", List.of("c3"), "p", Attribute.integer("axis", 1))
            .output("p", 3, 64)
            .toBytes();
    ModelCard card = TestCards.card(256, 128, 4, 4, List.of("a", "b", "c"), graph);
    Normalization normalization =
        new Normalization(
            Normalization.NCHW_RGB,
            1.0 / 255,
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225));
    return new ModelFiles(TestCards.with(card, normalization), graph);
  }

  /** One node of one channel: log of (red - 5), which is no number where red is below 5. */
  static ModelFiles logOfRed() {
    return small(
        new GraphWriter("log-of-red", "For tests.")
            .input("rgb", 3, 16)
            .floats("red", new float[] {1, 0, 0}, 1, 3, 1, 1)
            .floats("minus", new float[] {-5}, 1)
            .floats("tenth", new float[] {0.1f})
            .node("Conv", List.of("rgb", "red", "minus"), "light")
            .node("Log", List.of("light"), "log")
            .node("Mul", List.of("log", "tenth"), "p")
            .output("p", 1, 16)
            .toBytes());
  }

  /** The bytes as they are, 0 to 255, which are no probabilities. */
  static ModelFiles bytesOfRed() {
    return small(
        new GraphWriter("bytes-of-red", "For tests.")
            .input("rgb", 3, 16)
            .floats("red", new float[] {1, 0, 0}, 1, 3, 1, 1)
            .node("Conv", List.of("rgb", "red"), "p")
            .output("p", 1, 16)
            .toBytes());
  }

  /** Three channels out where the card says one. */
  static ModelFiles tooManyChannels() {
    return small(
        new GraphWriter("sigmoid", "For tests.")
            .input("rgb", 3, 16)
            .node("Sigmoid", List.of("rgb"), "p")
            .output("p", 3, 16)
            .toBytes());
  }

  /** A window of 32 px where the card says 16. */
  static ModelFiles otherWindow() {
    return small(
        new GraphWriter("pool", "For tests.")
            .input("rgb", 3, 32)
            .node(
                "AveragePool",
                List.of("rgb"),
                "p",
                Attribute.integers("kernel_shape", 2, 2),
                Attribute.integers("strides", 2, 2))
            .output("p", 3, 16)
            .toBytes());
  }

  static ModelFiles small(byte[] graph) {
    return new ModelFiles(TestCards.card(16, 16, 1, 2, List.of("a"), graph), graph);
  }

  private static float[] weights(SplittableRandom random, int count, int fanIn) {
    float[] weights = new float[count];
    for (int k = 0; k < count; k++) {
      weights[k] = (float) ((random.nextDouble() * 2 - 1) * Math.sqrt(3.0 / fanIn));
    }
    return weights;
  }
}
