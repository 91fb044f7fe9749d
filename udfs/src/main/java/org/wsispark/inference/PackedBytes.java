package org.wsispark.inference;

import com.google.errorprone.annotations.FormatMethod;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.wsispark.errors.WsiException;

/**
 * The outer form of stored and exchanged pictures: a letter that says what it is, a version, a
 * header of big-endian ints, and a zlib stream (which ends in a checksum). Nothing is allocated by
 * a size that was not checked first.
 */
final class PackedBytes {
  private static final byte VERSION = 1;

  private PackedBytes() {}

  static byte[] pack(char kind, int[] header, byte[] payload, int level) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length / 2 + 64);
    ByteBuffer head = ByteBuffer.allocate(2 + header.length * Integer.BYTES);
    head.put((byte) kind).put(VERSION);
    Arrays.stream(header).forEach(head::putInt);
    out.writeBytes(head.array());
    Deflater deflater = new Deflater(level);
    try {
      deflater.setInput(payload);
      deflater.finish();
      byte[] chunk = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  static int[] header(char kind, int length, byte[] bytes) {
    if (bytes.length < 2 + length * Integer.BYTES) {
      throw bad("%d bytes are too few", bytes.length);
    }
    if (bytes[0] != (byte) kind || bytes[1] != VERSION) {
      throw bad("kind %d, version %d is not %s, %d", bytes[0], bytes[1], kind, VERSION);
    }
    int[] header = new int[length];
    ByteBuffer.wrap(bytes, 2, length * Integer.BYTES).asIntBuffer().get(header);
    return header;
  }

  static byte[] payload(int headerLength, byte[] bytes, int size) {
    int start = 2 + headerLength * Integer.BYTES;
    byte[] payload = new byte[size];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, start, bytes.length - start);
      int done = 0;
      int step = 1;
      while (done < size && step > 0) {
        step = inflater.inflate(payload, done, size - done);
        done += step;
      }
      // The checksum is only read when the inflater is asked for more than there is.
      int more = inflater.inflate(new byte[1]);
      if (done != size || more != 0 || !inflater.finished() || inflater.getRemaining() != 0) {
        throw bad("%d bytes unpack to other than %d", bytes.length - start, size);
      }
      return payload;
    } catch (DataFormatException e) {
      throw bad("no zlib stream: %s", e.getMessage()).causedBy(e);
    } finally {
      inflater.end();
    }
  }

  @FormatMethod
  static WsiException bad(String problem, Object... args) {
    return WsiException.of(InferenceError.BAD_PROBABILITY_BYTES, problem, args)
        .remedy("Run predict again for this slide");
  }
}
