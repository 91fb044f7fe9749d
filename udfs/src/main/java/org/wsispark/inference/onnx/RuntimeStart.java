package org.wsispark.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.InferenceError;

/**
 * Starts ONNX Runtime. Its first start (1.29.0) matches the process's whole command line against a
 * pattern by recursion, about 250 bytes of stack per character; a Spark class path of tens of
 * kilobytes then runs over the 1 MiB stack of a Java thread and kills the JVM without a word. So
 * the start has a thread of its own with room for any command line that Linux allows.
 */
final class RuntimeStart {
  /** Linux caps one argument at 128 KiB; virtual memory, of which only what is touched is taken. */
  private static final long STACK_BYTES = 512L << 20;

  private RuntimeStart() {}

  /** The one environment of this JVM; never closed. */
  static OrtEnvironment environment() {
    FutureTask<OrtEnvironment> start =
        new FutureTask<>(() -> OrtEnvironment.getEnvironment("wsispark"));
    new Thread(null, start, "wsispark-onnxruntime-start", STACK_BYTES).start();
    try {
      return start.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    }
  }

  private static WsiException failed(Throwable cause) {
    return WsiException.of(
            InferenceError.INFERENCE_FAILED, "ONNX Runtime does not start: %s", cause)
        .remedy("It needs Linux x86-64 with glibc 2.28 or later, and room in java.io.tmpdir")
        .causedBy(cause);
  }
}
