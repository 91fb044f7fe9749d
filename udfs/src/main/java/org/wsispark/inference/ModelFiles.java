package org.wsispark.inference;

import java.io.Serializable;
import org.apache.commons.codec.digest.DigestUtils;
import org.wsispark.errors.WsiException;

/**
 * A card and the graph it describes, in memory. Immutable and serializable, so that executors get
 * the very bytes that the driver checked.
 */
public final class ModelFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ModelCard card;
  private final byte[] graph;

  /**
   * Checks that the graph is the one of the card.
   *
   * @param card the card
   * @param graph the bytes of the ONNX graph; copied
   * @throws WsiException {@link InferenceError#MODEL_DIGEST_MISMATCH} when their sha256 is not the
   *     card's
   */
  public ModelFiles(ModelCard card, byte[] graph) {
    String actual = sha256(graph);
    if (!actual.equals(card.sha256())) {
      throw WsiException.of(
              InferenceError.MODEL_DIGEST_MISMATCH,
              "the graph has sha256 %s, its card says %s",
              actual,
              card.sha256())
          .inSlide(card.modelId())
          .remedy("Get the graph that belongs to the card, or correct sha256 in the card");
    }
    this.card = card;
    this.graph = graph.clone();
  }

  /**
   * The card.
   *
   * @return what the model is
   */
  public ModelCard card() {
    return card;
  }

  /**
   * The graph.
   *
   * @return a copy of its bytes
   */
  public byte[] graph() {
    return graph.clone();
  }

  /**
   * The digest that a card holds.
   *
   * @param graph the bytes of a graph
   * @return 64 lower-case hexadecimal digits
   */
  public static String sha256(byte[] graph) {
    return DigestUtils.sha256Hex(graph);
  }
}
