package org.wsispark.inference.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes an ONNX model. Field numbers are those of onnx.proto; IR version 8 and operator set 17 are
 * old enough for every runtime of the last years. The same calls give the same bytes.
 */
final class GraphWriter {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ProtoMessage graph = new ProtoMessage();

  GraphWriter(String name, String description) {
    graph.text(2, name).text(10, description);
  }

  /** A float input or output [batch, channels, side, side] with the batch left open. */
  private static ProtoMessage images(String name, int channels, int side) {
    ProtoMessage shape = new ProtoMessage().message(1, new ProtoMessage().text(2, "batch"));
    for (int size : new int[] {channels, side, side}) {
      shape.message(1, new ProtoMessage().integer(1, size));
    }
    ProtoMessage tensor = new ProtoMessage().integer(1, FLOAT).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  GraphWriter input(String name, int channels, int side) {
    graph.message(11, images(name, channels, side));
    return this;
  }

  GraphWriter output(String name, int channels, int side) {
    graph.message(12, images(name, channels, side));
    return this;
  }

  /** A constant of the given shape; no sizes make a scalar. */
  GraphWriter floats(String name, float[] values, long... shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    return constant(name, FLOAT, raw.array(), shape);
  }

  GraphWriter integers(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      raw.putLong(value);
    }
    return constant(name, INT64, raw.array(), values.length);
  }

  private GraphWriter constant(String name, int type, byte[] raw, long... shape) {
    ProtoMessage tensor = new ProtoMessage();
    for (long size : shape) {
      tensor.integer(1, size);
    }
    graph.message(5, tensor.integer(2, type).text(8, name).bytes(9, raw));
    return this;
  }

  /** A node with one output, which also names it. */
  GraphWriter node(
      String operator, List<String> inputs, String output, ProtoMessage... attributes) {
    ProtoMessage node = new ProtoMessage();
    for (String input : inputs) {
      node.text(1, input);
    }
    node.text(2, output).text(3, output).text(4, operator);
    for (ProtoMessage attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return this;
  }

  byte[] toBytes() {
    return new ProtoMessage()
        .integer(1, IR_VERSION)
        .text(2, "wsispark")
        .message(7, graph)
        .message(8, new ProtoMessage().text(1, "").integer(2, OPERATOR_SET))
        .toBytes();
  }
}
