package org.wsispark.slide.codec;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * JPEG 2000 codestreams of 8-bit RGB, YCbCr or grey samples, by the OpenJPEG that Leptonica brings.
 * (The JPEG 2000 of the OpenCV used here is JasPer, which its makers switched off as unsafe, and
 * whose wavelets round differently.) The size marker (ITU-T T.800 annex A.5.1) is checked before
 * the codestream is decoded. Aperio's 33003 holds YCbCr samples that OpenJPEG gives as they are.
 */
final class Jpeg2000Decoder implements SegmentDecoder {
  private static final int SOC_SIZ = 0xff4fff51;
  private static final int COMPONENTS_AT = 40;

  /** EOC, which some writers leave out. */
  private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

  private final SegmentFormat format;
  private final boolean ycc;
  private BytePointer stream;
  private int[] words = new int[0];

  Jpeg2000Decoder(SegmentFormat format) {
    this.format = format;
    boolean tagged = format.compression() == SegmentFormat.JPEG_2000;
    boolean colour =
        format.samples() == 3
            && (!tagged
                || format.photometric() == SegmentFormat.RGB
                || format.photometric() == SegmentFormat.YCC);
    boolean grey =
        tagged && format.samples() == 1 && format.photometric() == SegmentFormat.BLACK_IS_ZERO;
    if (!colour && !grey) {
      throw WsiException.of(
          SlideError.UNSUPPORTED_LAYOUT,
          "JPEG 2000 of %d samples with photometric interpretation %d",
          format.samples(),
          format.photometric());
    }
    this.ycc =
        tagged
            ? format.photometric() == SegmentFormat.YCC
            : format.compression() == SegmentFormat.JPEG_2000_YCC;
  }

  @Override
  public void decode(byte[] data, int width, int height, byte[] rgb) {
    int from = Jp2Boxes.codestream(data);
    int length = data.length - from;
    checkHeader(ByteBuffer.wrap(data, from, length).slice(), width, height);
    if (stream == null) {
      // What goes wrong is said by the exception, not on the standard error of the process.
      leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    }
    if (stream == null || stream.capacity() < length + END.length) {
      close();
      stream = new BytePointer(2L * length + END.length);
    }
    stream.position(0).put(data, from, length);
    if (data[data.length - 2] != END[0] || data[data.length - 1] != END[1]) {
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
    if (ycc) {
      YccColour.toRgb(rgb, width * height);
    }
  }

  private void copy(PIX image, int width, int height, byte[] rgb) {
    boolean grey = format.samples() == 1;
    int bits = grey ? 8 : 32;
    int wordsPerRow = grey ? (width + 3) / 4 : width;
    if (image.w() != width
        || image.h() != height
        || image.d() != bits
        || image.wpl() != wordsPerRow) {
      throw WsiException.of(
          SlideError.BAD_TILE,
          "decodes to %dx%d pixels of %d bits, %dx%d of %d are wanted",
          image.w(),
          image.h(),
          image.d(),
          width,
          height,
          bits);
    }
    int count = wordsPerRow * height;
    if (words.length < count) {
      words = new int[count];
    }
    try (IntPointer data = leptonica.pixGetData(image)) {
      data.get(words, 0, count);
    }
    if (grey) {
      copyGrey(width, height, wordsPerRow, rgb);
      return;
    }
    // A word is red, green, blue, unused from the high byte down.
    for (int k = 0; k < count; k++) {
      int word = words[k];
      rgb[3 * k] = (byte) (word >>> 24);
      rgb[3 * k + 1] = (byte) (word >>> 16);
      rgb[3 * k + 2] = (byte) (word >>> 8);
    }
  }

  /** A word is four pixels from the high byte down. */
  private void copyGrey(int width, int height, int wordsPerRow, byte[] rgb) {
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        byte value = (byte) (words[y * wordsPerRow + x / 4] >>> (24 - x % 4 * 8));
        rgb[at] = value;
        rgb[at + 1] = value;
        rgb[at + 2] = value;
        at += 3;
      }
    }
  }

  private void checkHeader(ByteBuffer header, int width, int height) {
    int samples = format.samples();
    if (header.capacity() < COMPONENTS_AT + 2 + 3 * samples) {
      throw WsiException.of(SlideError.BAD_TILE, "%d bytes hold no codestream", header.capacity());
    }
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
    if (components != samples) {
      throw WsiException.of(
          SlideError.BAD_TILE, "%d JPEG 2000 components, %d are wanted", components, samples);
    }
    for (int k = 0; k < samples; k++) {
      checkComponent(header, k);
    }
  }

  private static void checkComponent(ByteBuffer header, int component) {
    int at = COMPONENTS_AT + 2 + 3 * component;
    int depth = header.get(at);
    int across = header.get(at + 1);
    int down = header.get(at + 2);
    if (across == 1 && down == 1 && depth == 7) {
      return;
    }
    boolean subsampled =
        depth == 7 && component > 0 && (across == 1 || across == 2) && (down == 1 || down == 2);
    throw WsiException.of(
            subsampled ? SlideError.UNSUPPORTED_LAYOUT : SlideError.BAD_TILE,
            "JPEG 2000 component %d: depth code %d, sampling %dx%d; 8 bits at 1x1 are read",
            component,
            depth,
            across,
            down)
        .remedy("Export the slide again as JPEG, or as JPEG 2000 with whole chroma");
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
