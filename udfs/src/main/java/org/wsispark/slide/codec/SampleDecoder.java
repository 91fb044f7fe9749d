package org.wsispark.slide.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/** Samples stored raw or by a lossless byte compression, with or without horizontal predictor. */
final class SampleDecoder implements SegmentDecoder {
  private final SegmentFormat format;
  private final LzwStream lzw = new LzwStream();
  private byte[] samples = new byte[0];

  SampleDecoder(SegmentFormat format) {
    this.format = format;
    if (format.compression() == SegmentFormat.ZSTD) {
      ZstdStream.checkThere();
    }
    boolean colour = format.samples() >= 3 && format.photometric() == SegmentFormat.RGB;
    boolean grey =
        format.samples() <= 2
            && (format.photometric() == SegmentFormat.BLACK_IS_ZERO
                || format.photometric() == SegmentFormat.WHITE_IS_ZERO);
    if (!colour && !grey) {
      throw WsiException.of(
          SlideError.UNSUPPORTED_LAYOUT,
          "%s of %d samples with photometric interpretation %d",
          format.compressionName(),
          format.samples(),
          format.photometric());
    }
    if (format.predictor() != 1 && format.predictor() != SegmentFormat.HORIZONTAL) {
      throw WsiException.of(
          SlideError.UNSUPPORTED_LAYOUT, "predictor %d, 1 and 2 are read", format.predictor());
    }
  }

  @Override
  public void decode(byte[] data, int width, int height, byte[] rgb) {
    int wanted = Math.multiplyExact(Math.multiplyExact(width, height), format.samples());
    if (samples.length < wanted) {
      samples = new byte[wanted];
    }
    switch (format.compression()) {
      case SegmentFormat.NONE -> copy(data, wanted);
      case SegmentFormat.LZW -> lzw.decode(data, samples, wanted);
      case SegmentFormat.PACK_BITS -> unpack(data, wanted);
      case SegmentFormat.ZSTD -> {
        int found = ZstdStream.decode(data, samples, wanted);
        if (found < wanted) {
          throw tooFew(found, wanted);
        }
      }
      default -> inflate(data, wanted);
    }
    // Raw samples are never predicted: the tag speaks of LZW and what came after it.
    if (format.predictor() == SegmentFormat.HORIZONTAL
        && format.compression() != SegmentFormat.NONE
        && format.compression() != SegmentFormat.PACK_BITS) {
      undoPredictor(width, height);
    }
    toRgb(width * height, rgb);
  }

  private void copy(byte[] data, int wanted) {
    if (data.length < wanted) {
      throw tooFew(data.length, wanted);
    }
    System.arraycopy(data, 0, samples, 0, wanted);
  }

  private void inflate(byte[] data, int wanted) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data);
      int done = 0;
      while (done < wanted) {
        int got = inflater.inflate(samples, done, wanted - done);
        if (got == 0
            && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
          throw tooFew(done, wanted);
        }
        done += got;
      }
    } catch (DataFormatException e) {
      throw WsiException.of(SlideError.BAD_TILE, "deflate data is damaged").causedBy(e);
    } finally {
      inflater.end();
    }
  }

  private void unpack(byte[] data, int wanted) {
    int done = 0;
    int at = 0;
    while (done < wanted) {
      if (at + 1 >= data.length) {
        throw tooFew(done, wanted);
      }
      int head = data[at++];
      // -128 is a filler; the last run may hold more than is wanted.
      if (head >= 0) {
        int run = Math.min(Math.min(head + 1, data.length - at), wanted - done);
        System.arraycopy(data, at, samples, done, run);
        done += run;
        at += head + 1;
      } else if (head != -128) {
        int run = Math.min(1 - head, wanted - done);
        Arrays.fill(samples, done, done + run, data[at++]);
        done += run;
      }
    }
  }

  private static WsiException tooFew(int found, int wanted) {
    return WsiException.of(
        SlideError.BAD_TILE, "holds %d bytes of samples, %d are wanted", found, wanted);
  }

  private void undoPredictor(int width, int height) {
    int step = format.samples();
    int row = width * step;
    for (int y = 0; y < height; y++) {
      for (int k = y * row + step; k < (y + 1) * row; k++) {
        samples[k] = (byte) (samples[k] + samples[k - step]);
      }
    }
  }

  private void toRgb(int pixels, byte[] rgb) {
    int step = format.samples();
    if (step == 3) {
      System.arraycopy(samples, 0, rgb, 0, 3 * pixels);
      return;
    }
    int invert = format.photometric() == SegmentFormat.WHITE_IS_ZERO ? 255 : 0;
    boolean grey = step < 3;
    for (int k = 0; k < pixels; k++) {
      for (int channel = 0; channel < 3; channel++) {
        rgb[3 * k + channel] = (byte) (samples[k * step + (grey ? 0 : channel)] ^ invert);
      }
    }
  }

  @Override
  public void close() {
    samples = new byte[0];
  }
}
