package org.wsispark.slide.codec;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * Raw JPEG 2000 codestreams of RGB samples, by the OpenJPEG that Leptonica brings. (The JPEG 2000
 * of the OpenCV used here is JasPer, which its makers switched off as unsafe, and whose wavelets
 * round differently.) The size marker (ITU-T T.800 annex A.5.1) is checked before the codestream is
 * decoded.
 */
final class Jpeg2000Decoder implements SegmentDecoder {
  private static final int SOC_SIZ = 0xff4fff51;
  private static final int COMPONENTS_AT = 40;
  private static final int COMPONENTS = 3;

  private static final int BITS_PER_PIXEL = 32;

  /** EOC, which some writers leave out. */
  private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

  private BytePointer stream;
  private int[] pixels = new int[0];

  Jpeg2000Decoder(SegmentFormat format) {
    if (format.samples() != COMPONENTS) {
      throw WsiException.of(
          SlideError.UNSUPPORTED_LAYOUT, "JPEG 2000 of %d samples, 3 are read", format.samples());
    }
  }

  @Override
  public void decode(byte[] data, int width, int height, byte[] rgb) {
    checkHeader(data, width, height);
    if (stream == null) {
      // What goes wrong is said by the exception, not on the standard error of the process.
      leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    }
    if (stream == null || stream.capacity() < data.length + END.length) {
      close();
      stream = new BytePointer(2L * data.length + END.length);
    }
    stream.position(0).put(data, 0, data.length);
    int length = data.length;
    if (data[length - 2] != END[0] || data[length - 1] != END[1]) {
      // Only the end marker may be missing: what is cut off before it, OpenJPEG refuses.
      stream.position(length).put(END).position(0);
      length += END.length;
    }
    PIX image = leptonica.pixReadMemJp2k(stream, length, 1, null, 0, 0);
    if (image == null) {
      throw WsiException.of(SlideError.BAD_TILE, "OpenJPEG cannot decode it");
    }
    try {
      copy(image, width, height, rgb);
    } finally {
      leptonica.pixDestroy(image);
    }
  }

  private void copy(PIX image, int width, int height, byte[] rgb) {
    if (image.w() != width
        || image.h() != height
        || image.d() != BITS_PER_PIXEL
        || image.wpl() != width) {
      throw WsiException.of(
          SlideError.BAD_TILE,
          "decodes to %dx%d pixels of %d bits, %dx%d of %d are wanted",
          image.w(),
          image.h(),
          image.d(),
          width,
          height,
          BITS_PER_PIXEL);
    }
    int count = width * height;
    if (pixels.length < count) {
      pixels = new int[count];
    }
    try (IntPointer words = leptonica.pixGetData(image)) {
      words.get(pixels, 0, count);
    }
    // A word is red, green, blue, unused from the high byte down.
    for (int k = 0; k < count; k++) {
      int word = pixels[k];
      rgb[3 * k] = (byte) (word >>> 24);
      rgb[3 * k + 1] = (byte) (word >>> 16);
      rgb[3 * k + 2] = (byte) (word >>> 8);
    }
  }

  private static void checkHeader(byte[] data, int width, int height) {
    if (data.length < COMPONENTS_AT + 2 + 3 * COMPONENTS) {
      throw WsiException.of(SlideError.BAD_TILE, "%d bytes hold no codestream", data.length);
    }
    ByteBuffer header = ByteBuffer.wrap(data);
    if (header.getInt(0) != SOC_SIZ) {
      throw WsiException.of(
          SlideError.BAD_TILE, "begins with %08x, no JPEG 2000 codestream", header.getInt(0));
    }
    long columns = unsigned32(header, 8) - unsigned32(header, 16);
    long rows = unsigned32(header, 12) - unsigned32(header, 20);
    if (columns != width || rows != height) {
      throw WsiException.of(
          SlideError.BAD_TILE,
          "the JPEG 2000 image is %dx%d, %dx%d is wanted",
          columns,
          rows,
          width,
          height);
    }
    if (unsigned32(header, 24) < columns / 64 || unsigned32(header, 28) < rows / 64) {
      throw WsiException.of(SlideError.BAD_TILE, "the codestream is cut into too many tiles");
    }
    int components = Short.toUnsignedInt(header.getShort(COMPONENTS_AT));
    if (components != COMPONENTS) {
      throw WsiException.of(
          SlideError.BAD_TILE, "%d JPEG 2000 components, 3 are wanted", components);
    }
    for (int k = 0; k < COMPONENTS; k++) {
      int at = COMPONENTS_AT + 2 + 3 * k;
      if (data[at] != 7 || data[at + 1] != 1 || data[at + 2] != 1) {
        throw WsiException.of(
            SlideError.BAD_TILE,
            "JPEG 2000 component %d: depth code %d, sampling %dx%d; 8 bits at 1x1 are read",
            k,
            data[at],
            data[at + 1],
            data[at + 2]);
      }
    }
  }

  private static long unsigned32(ByteBuffer header, int at) {
    return Integer.toUnsignedLong(header.getInt(at));
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
