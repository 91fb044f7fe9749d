package org.wsispark.slide.write;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.Deflater;
import org.wsispark.raster.RgbImage;

/** Tiles of plain samples, packed without loss. */
record PlainEncoder(Packing packing, boolean predictor, int samples) implements TileEncoder {

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
    TiffTag photometric = TiffTag.shorts(262, samples == 1 ? 1 : 2);
    return predictor
        ? List.of(compression, photometric, TiffTag.shorts(317, 2))
        : List.of(compression, photometric);
  }

  @Override
  public byte[] encode(RgbImage tile) {
    byte[] stored = samples == 1 ? first(tile) : tile.rgb().clone();
    if (predictor) {
      difference(stored, tile.width() * samples);
    }
    return switch (packing) {
      case NONE -> stored;
      case LZW -> Lzw.encode(stored);
      case DEFLATE -> deflate(stored);
    };
  }

  private static byte[] first(RgbImage tile) {
    byte[] grey = new byte[tile.width() * tile.height()];
    for (int k = 0; k < grey.length; k++) {
      grey[k] = tile.rgb()[3 * k];
    }
    return grey;
  }

  /** Each sample minus the one of the same colour left of it; the first pixel of a row as it is. */
  private void difference(byte[] stored, int stride) {
    for (int row = 0; row < stored.length; row += stride) {
      for (int k = row + stride - 1; k >= row + samples; k--) {
        stored[k] = (byte) (stored[k] - stored[k - samples]);
      }
    }
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
