package org.wsispark.inference;

import java.util.List;

/**
 * A loaded model. Not safe for use by several threads at once: its input buffer is reused. Whoever
 * opened it closes it.
 */
public interface ModelRunner extends AutoCloseable {

  /**
   * The model's card.
   *
   * @return what was loaded
   */
  ModelCard card();

  /**
   * Predicts one batch.
   *
   * @param windows 1 to {@link ModelCard#batchSize()} windows, each of the model's window size
   * @return probabilities in order of window, class, row, column (NCHW without the padding): finite
   *     and from 0 to 1, {@code windows.size() * classes * outputPx * outputPx} values
   * @throws org.wsispark.errors.WsiException {@link InferenceError#BAD_MODEL_OUTPUT} naming the
   *     window when the output has another shape or type, or a value that is not finite or no
   *     probability; {@link InferenceError#INFERENCE_FAILED} when the runtime fails
   */
  float[] run(List<WindowImage> windows);

  @Override
  void close();
}
