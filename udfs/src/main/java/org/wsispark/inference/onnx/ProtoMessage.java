package org.wsispark.inference.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** One protobuf message under construction: fields in the order they are given. */
final class ProtoMessage {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** Writing to memory does not fail; the stream's signature says it might. */
  private interface Write {
    void to(CodedOutputStream out) throws IOException;
  }

  private ProtoMessage put(Write write) {
    try {
      write.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return this;
  }

  ProtoMessage integer(int field, long value) {
    return put(o -> o.writeInt64(field, value));
  }

  ProtoMessage number(int field, float value) {
    return put(o -> o.writeFloat(field, value));
  }

  ProtoMessage text(int field, String value) {
    return put(o -> o.writeString(field, value));
  }

  ProtoMessage bytes(int field, byte[] value) {
    return put(o -> o.writeByteArray(field, value));
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.toBytes());
  }

  byte[] toBytes() {
    put(CodedOutputStream::flush);
    return bytes.toByteArray();
  }
}
