package org.wsispark.slide.write;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.Deflater;
import org.wsispark.raster.RgbImage;

/** Tiles of plain samples, packed without loss. */
record PlainEncoder(Packing packing, boolean predictor) implements TileEncoder {

  enum Packing {
    NONE(1),
    LZW(5),
    DEFLATE(8);

    final int compression;

    Packing(int compression) {
      this.compression = compression;
    }
  }

  @Override
  public List<TiffTag> tags() {
    TiffTag compression = TiffTag.shorts(259, packing.compression);
    TiffTag photometric = TiffTag.shorts(262, 2);
    return predictor
        ? List.of(compression, photometric, TiffTag.shorts(317, 2))
        : List.of(compression, photometric);
  }

  @Override
  public byte[] encode(RgbImage tile) {
    byte[] samples = predictor ? differences(tile) : tile.rgb();
    return switch (packing) {
      case NONE -> samples.clone();
      case LZW -> Lzw.encode(samples);
      case DEFLATE -> deflate(samples);
    };
  }

  /** Each sample minus the one of the same colour left of it; the first pixel of a row as it is. */
  private static byte[] differences(RgbImage tile) {
    byte[] samples = tile.rgb().clone();
    int stride = tile.width() * 3;
    for (int row = 0; row < tile.height(); row++) {
      for (int k = (row + 1) * stride - 1; k >= row * stride + 3; k--) {
        samples[k] = (byte) (samples[k] - samples[k - 3]);
      }
    }
    return samples;
  }

  private static byte[] deflate(byte[] samples) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(samples);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(samples.length / 2 + 64);
      byte[] buffer = new byte[1 << 13];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
