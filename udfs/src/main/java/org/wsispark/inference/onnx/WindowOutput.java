package org.wsispark.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.InferenceError;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.WindowImage;

/**
 * Takes the output of a batch apart and refuses what is no probability. The caller names the slide;
 * the model is named in the message.
 */
final class WindowOutput {
  /** Rounding of a softmax or sigmoid stays far below this; logits do not. */
  private static final float TOLERANCE = 1e-4f;

  private WindowOutput() {}

  static float[] read(OnnxValue value, ModelCard card, List<WindowImage> windows) {
    long[] wanted = {card.batchSize(), card.classes().size(), card.outputPx(), card.outputPx()};
    if (!(value instanceof OnnxTensor tensor)
        || tensor.getInfo().type != OnnxJavaType.FLOAT
        || !Arrays.equals(tensor.getInfo().getShape(), wanted)) {
      throw WsiException.of(
              InferenceError.BAD_MODEL_OUTPUT,
              "the output of %s is %s, by its card it is float32 of shape %s",
              card.modelId(),
              value.getInfo(),
              Arrays.toString(wanted))
          .at(place(windows.get(0)));
    }
    int perWindow = card.classes().size() * card.outputPx() * card.outputPx();
    float[] out = new float[windows.size() * perWindow];
    FloatBuffer buffer = tensor.getFloatBuffer();
    buffer.get(out);
    for (int k = 0; k < out.length; k++) {
      out[k] = probability(out[k], card, windows.get(k / perWindow));
    }
    return out;
  }

  private static float probability(float value, ModelCard card, WindowImage window) {
    if (!Float.isFinite(value) || value < -TOLERANCE || value > 1 + TOLERANCE) {
      throw WsiException.of(
              InferenceError.BAD_MODEL_OUTPUT,
              "%s gives %s, which is no probability",
              card.modelId(),
              Float.valueOf(value))
          .at(place(window))
          .remedy("End the graph in a sigmoid or softmax and check its normalization");
    }
    return Math.min(1, Math.max(0, value));
  }

  static String place(WindowImage window) {
    return String.format(
        Locale.ROOT, "window column %d, row %d", window.window().column(), window.window().row());
  }
}
