package org.wsispark.inference;

import java.io.Serializable;
import java.util.List;
import org.wsispark.geometry.Mpp;

/**
 * What a model is and how it is to be used; as YAML it lies beside the model's graph (see {@link
 * ModelCardYaml}). The input of the graph is float32 {@code [batch_size, 3, window_px, window_px]},
 * its output float32 {@code [batch_size, classes, window_px / output_downsample, window_px /
 * output_downsample]}, probabilities from 0 to 1.
 *
 * @param modelId stable name, lower-case letters, digits, dots and hyphens; keys of tables hold it
 * @param name for people
 * @param description what it finds, in a sentence or more
 * @param mpp micrometres per pixel of the input
 * @param windowPx side of the input in pixels
 * @param stridePx pixels from one window to the next, at most windowPx
 * @param outputDownsample input pixels along one side of an output pixel
 * @param batchSize windows per run; the last batch is padded, so a result does not depend on it
 * @param normalization from bytes to input values
 * @param classes names of the output channels in their order, at least one, all different
 * @param licence of the graph, an SPDX id or a sentence
 * @param sha256 of the bytes of the graph, 64 lower-case hexadecimal digits
 * @param trained whether weights were learned from data; false for arithmetic and for random
 *     weights
 * @param provenance from which data and how, or what it is instead of trained
 */
public record ModelCard(
    String modelId,
    String name,
    String description,
    double mpp,
    int windowPx,
    int stridePx,
    int outputDownsample,
    int batchSize,
    Normalization normalization,
    List<String> classes,
    String licence,
    String sha256,
    boolean trained,
    String provenance)
    implements Serializable {

  /**
   * Copies the lists and checks every value.
   *
   * @throws org.wsispark.errors.WsiException {@link InferenceError#BAD_MODEL_CARD} naming the key
   */
  public ModelCard {
    classes = classes == null ? null : List.copyOf(classes);
    ModelCardRules.check(
        modelId, mpp, windowPx, stridePx, outputDownsample, batchSize, normalization, classes);
    ModelCardRules.text("name", name);
    ModelCardRules.text("description", description);
    ModelCardRules.text("licence", licence);
    ModelCardRules.text("provenance", provenance);
    ModelCardRules.sha256(sha256);
  }

  /**
   * The resolution of the input.
   *
   * @return micrometres per pixel
   */
  public Mpp inputMpp() {
    return new Mpp(mpp);
  }

  /**
   * The side of the output.
   *
   * @return output pixels
   */
  public int outputPx() {
    return windowPx / outputDownsample;
  }
}
