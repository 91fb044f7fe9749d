package org.wsispark.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.InferenceError;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ModelRunner;
import org.wsispark.inference.WindowImage;

/**
 * Runs a graph by ONNX Runtime on the CPU: sequential execution, a fixed number of threads,
 * deterministic kernels, batches of fixed size. The same build of the runtime on the same CPU model
 * gives the same bits. The input buffer lies outside the heap, {@code 12 * batch_size *
 * window_px^2} bytes (25 MB for 8 windows of 512 px), and is reused.
 */
public final class OnnxModelRunner implements ModelRunner {
  private final ModelCard card;
  private final OrtSession session;
  private final OnnxTensor inputTensor;
  private final Map<String, OnnxTensor> inputs;
  private final WindowInput input;

  private OnnxModelRunner(
      ModelCard card, OrtSession session, OnnxTensor inputTensor, WindowInput input) {
    this.card = card;
    this.session = session;
    this.inputTensor = inputTensor;
    this.inputs = Map.of(session.getInputNames().iterator().next(), inputTensor);
    this.input = input;
  }

  /**
   * Opens a model with one thread, which suits a cluster that runs one task per core.
   *
   * @param model card and graph
   * @return the runner, to be closed
   * @throws WsiException as {@link #open(ModelFiles, int)}
   */
  public static OnnxModelRunner open(ModelFiles model) {
    return open(model, 1);
  }

  /**
   * Opens a model. The one environment of the runtime that a JVM has is shared and never closed.
   *
   * @param model card and graph
   * @param threads threads inside one operator, at least 1; part of what makes results equal
   * @return the runner, to be closed
   * @throws WsiException {@link InferenceError#EXTERNAL_MODEL_DATA} when the graph keeps weights in
   *     other files, {@link InferenceError#BAD_MODEL_GRAPH} when the runtime refuses it or its
   *     input is not the card's, {@link InferenceError#BAD_MODEL_OUTPUT} when its output is not
   */
  public static OnnxModelRunner open(ModelFiles model, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    ModelCard card = model.card();
    byte[] graph = model.graph();
    ExternalData.refuse(graph, card.modelId());
    OrtEnvironment environment = RuntimeStart.environment();
    try {
      OrtSession session = session(environment, graph, threads);
      try {
        GraphSignature.check(session, card);
        FloatBuffer buffer = buffer(card);
        long[] shape = {card.batchSize(), 3, card.windowPx(), card.windowPx()};
        OnnxTensor tensor = OnnxTensor.createTensor(environment, buffer, shape);
        return new OnnxModelRunner(card, session, tensor, new WindowInput(card, buffer));
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw WsiException.of(
              InferenceError.BAD_MODEL_GRAPH,
              "ONNX Runtime %s does not open the graph: %s",
              environment.getVersion(),
              e.getMessage())
          .inSlide(card.modelId())
          .causedBy(e);
    }
  }

  private static OrtSession session(OrtEnvironment environment, byte[] graph, int threads)
      throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setDeterministicCompute(true);
      // Waiting threads would burn the cores that other tasks of the executor need.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return environment.createSession(graph, options);
    }
  }

  private static FloatBuffer buffer(ModelCard card) {
    int values = card.batchSize() * 3 * card.windowPx() * card.windowPx();
    return ByteBuffer.allocateDirect(Math.multiplyExact(values, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public float[] run(List<WindowImage> windows) {
    input.fill(windows);
    try (OrtSession.Result result = session.run(inputs)) {
      return WindowOutput.read(result.get(0), card, windows);
    } catch (OrtException e) {
      throw WsiException.of(
              InferenceError.INFERENCE_FAILED,
              "a batch of %s failed: %s",
              card.modelId(),
              e.getMessage())
          .at(WindowOutput.place(windows.get(0)))
          .causedBy(e);
    }
  }

  @Override
  public void close() {
    inputTensor.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not close " + card.modelId(), e);
    }
  }
}
