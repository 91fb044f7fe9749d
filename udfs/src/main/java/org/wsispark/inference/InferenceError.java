package org.wsispark.inference;

import org.wsispark.errors.ErrorCode;

/** Failures of the package. */
public enum InferenceError implements ErrorCode {
  /** There is neither a built-in model nor a file of that name. */
  MODEL_NOT_FOUND(Kind.USAGE),
  /** A model card that cannot be read or contradicts itself. */
  BAD_MODEL_CARD(Kind.BAD_INPUT),
  /** The graph beside a card is not the one that the card describes. */
  MODEL_DIGEST_MISMATCH(Kind.BAD_INPUT),
  /** A graph that is no usable ONNX model. */
  BAD_MODEL_GRAPH(Kind.BAD_INPUT),
  /** A graph that keeps weights in other files. */
  EXTERNAL_MODEL_DATA(Kind.BAD_INPUT),
  /** A model whose output is not the probabilities that its card promises. */
  BAD_MODEL_OUTPUT(Kind.BAD_INPUT),
  /** The runtime failed on a batch. */
  INFERENCE_FAILED(Kind.BAD_INPUT),
  /** Stored probabilities that cannot be decoded. */
  BAD_PROBABILITY_BYTES(Kind.BAD_INPUT);

  private final Kind kind;

  InferenceError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
