package org.wsispark.inference.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.InferenceError;

/**
 * Finds tensors that a graph keeps in other files. Such a graph names paths that the runtime would
 * open, and its digest says nothing about its weights, so it is refused before a session exists.
 * The walk follows every field of onnx.proto through which a tensor can be reached.
 */
final class ExternalData {
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;
  private static final int DEEPEST = 64;

  /** Message types of onnx.proto that are, or lead to, a tensor. */
  private enum Message {
    MODEL,
    TRAINING,
    GRAPH,
    FUNCTION,
    NODE,
    ATTRIBUTE,
    SPARSE_TENSOR,
    TENSOR
  }

  private static final Map<Message, Map<Integer, Message>> FIELDS =
      Map.of(
          Message.MODEL,
          Map.of(7, Message.GRAPH, 20, Message.TRAINING, 25, Message.FUNCTION),
          Message.TRAINING,
          Map.of(1, Message.GRAPH, 2, Message.GRAPH),
          Message.GRAPH,
          Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE_TENSOR),
          Message.FUNCTION,
          Map.of(7, Message.NODE, 11, Message.ATTRIBUTE),
          Message.NODE,
          Map.of(5, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
          Map.of(
              5, Message.TENSOR,
              6, Message.GRAPH,
              10, Message.TENSOR,
              11, Message.GRAPH,
              22, Message.SPARSE_TENSOR,
              23, Message.SPARSE_TENSOR),
          Message.SPARSE_TENSOR,
          Map.of(1, Message.TENSOR, 2, Message.TENSOR),
          Message.TENSOR,
          Map.of());

  private ExternalData() {}

  /** Throws EXTERNAL_MODEL_DATA when a tensor lies outside, BAD_MODEL_GRAPH when it is no graph. */
  static void refuse(byte[] graph, String modelId) {
    boolean found;
    try {
      found = in(CodedInputStream.newInstance(graph), Message.MODEL, 0);
    } catch (IOException e) {
      throw WsiException.of(
              InferenceError.BAD_MODEL_GRAPH, "the graph is no ONNX file: %s", e.getMessage())
          .inSlide(modelId)
          .causedBy(e);
    }
    if (found) {
      throw WsiException.of(
              InferenceError.EXTERNAL_MODEL_DATA, "the graph keeps weights in other files")
          .inSlide(modelId)
          .remedy("Save it with all weights inside (onnx.save with save_as_external_data=False)");
    }
  }

  private static boolean in(CodedInputStream input, Message message, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("messages nest deeper than " + DEEPEST);
    }
    Map<Integer, Message> fields = FIELDS.get(message);
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      if (message == Message.TENSOR && field == EXTERNAL_DATA) {
        return true;
      }
      if (message == Message.TENSOR && field == DATA_LOCATION) {
        if (input.readEnum() != 0) {
          return true;
        }
        continue;
      }
      Message nested = fields.get(field);
      if (nested == null
          || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        if (!input.skipField(tag)) {
          throw new IOException("a group ends that never began");
        }
        continue;
      }
      int outer = input.pushLimit(input.readRawVarint32());
      if (in(input, nested, depth + 1)) {
        return true;
      }
      input.popLimit(outer);
    }
    return false;
  }
}
