package org.wsispark.inference.onnx;

import java.nio.charset.StandardCharsets;

/** Attributes of nodes, by the field numbers of AttributeProto in onnx.proto. */
final class Attribute {
  private static final int NAME = 1;
  private static final int INTEGER = 3;
  private static final int TEXT = 4;
  private static final int INTEGERS = 8;
  private static final int TYPE = 20;
  private static final int TYPE_INTEGER = 2;
  private static final int TYPE_TEXT = 3;
  private static final int TYPE_INTEGERS = 7;

  private Attribute() {}

  static ProtoMessage integer(String name, long value) {
    return new ProtoMessage().text(NAME, name).integer(INTEGER, value).integer(TYPE, TYPE_INTEGER);
  }

  static ProtoMessage text(String name, String value) {
    return new ProtoMessage()
        .text(NAME, name)
        .bytes(TEXT, value.getBytes(StandardCharsets.UTF_8))
        .integer(TYPE, TYPE_TEXT);
  }

  static ProtoMessage integers(String name, long... values) {
    ProtoMessage message = new ProtoMessage().text(NAME, name);
    for (long value : values) {
      message.integer(INTEGERS, value);
    }
    return message.integer(TYPE, TYPE_INTEGERS);
  }
}
