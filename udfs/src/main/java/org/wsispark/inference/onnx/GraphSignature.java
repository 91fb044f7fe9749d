package org.wsispark.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.errorprone.annotations.FormatMethod;
import java.util.Arrays;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.InferenceError;
import org.wsispark.inference.ModelCard;

/** What a graph takes and gives, as far as it declares it, against what its card says. */
final class GraphSignature {
  private GraphSignature() {}

  static void check(OrtSession session, ModelCard card) throws OrtException {
    long batch = card.batchSize();
    check(
        "input",
        session.getInputInfo(),
        new long[] {batch, 3, card.windowPx(), card.windowPx()},
        card,
        InferenceError.BAD_MODEL_GRAPH);
    check(
        "output",
        session.getOutputInfo(),
        new long[] {batch, card.classes().size(), card.outputPx(), card.outputPx()},
        card,
        InferenceError.BAD_MODEL_OUTPUT);
  }

  private static void check(
      String what,
      Map<String, NodeInfo> nodes,
      long[] wanted,
      ModelCard card,
      InferenceError code) {
    if (nodes.size() != 1) {
      throw fault(
          code, card, "the graph has %d %ss %s, not one", nodes.size(), what, nodes.keySet());
    }
    NodeInfo node = nodes.values().iterator().next();
    if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw fault(
          code, card, "%s %s is no tensor of float32: %s", what, node.getName(), node.getInfo());
    }
    if (!fits(tensor.getShape(), wanted)) {
      throw fault(
          code,
          card,
          "%s %s has shape %s, by its card it is %s",
          what,
          node.getName(),
          Arrays.toString(tensor.getShape()),
          Arrays.toString(wanted));
    }
  }

  /** A negative size is one that the graph leaves open. */
  private static boolean fits(long[] declared, long[] wanted) {
    if (declared.length != wanted.length) {
      return false;
    }
    for (int k = 0; k < wanted.length; k++) {
      if (declared[k] >= 0 && declared[k] != wanted[k]) {
        return false;
      }
    }
    return true;
  }

  @FormatMethod
  private static WsiException fault(
      InferenceError code, ModelCard card, String problem, Object... args) {
    return WsiException.of(code, problem, args)
        .inSlide(card.modelId())
        .remedy("Correct the model card or export the graph anew");
  }
}
