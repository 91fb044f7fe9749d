package org.wsispark.inference;

import java.util.List;

/** Cards for tests. */
public final class TestCards {
  private TestCards() {}

  /** A valid card of the given sizes for a graph. */
  public static ModelCard card(
      int window, int stride, int down, int batch, List<String> classes, byte[] graph) {
    return new ModelCard(
        "test-model",
        "Test model",
        "For tests.",
        0.5,
        window,
        stride,
        down,
        batch,
        Normalization.NONE,
        classes,
        "Apache-2.0",
        ModelFiles.sha256(graph),
        false,
        "Made by a test.");
  }

  /** The card with another way from bytes to input. */
  public static ModelCard with(ModelCard card, Normalization normalization) {
    return new ModelCard(
        card.modelId(),
        card.name(),
        card.description(),
        card.mpp(),
        card.windowPx(),
        card.stridePx(),
        card.outputDownsample(),
        card.batchSize(),
        normalization,
        card.classes(),
        card.licence(),
        card.sha256(),
        card.trained(),
        card.provenance());
  }
}
