package org.wsispark.jobs.rasterize;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.Deflater;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.TiffTag;
import org.wsispark.slide.write.TileEncoder;

/** Tiles of one 8-bit sample per pixel, deflated (TIFF compression 8); black is zero. */
final class GreyDeflate implements TileEncoder {
  private static final int DEFLATE = 8;
  private static final int BLACK_IS_ZERO = 1;
  private static final int CHUNK = 1 << 14;

  @Override
  public int samples() {
    return 1;
  }

  @Override
  public List<TiffTag> tags() {
    return List.of(TiffTag.shorts(259, DEFLATE), TiffTag.shorts(262, BLACK_IS_ZERO));
  }

  /** The first sample of each pixel. */
  @Override
  public byte[] encode(RgbImage tile) {
    byte[] grey = new byte[tile.width() * tile.height()];
    for (int k = 0; k < grey.length; k++) {
      grey[k] = tile.rgb()[3 * k];
    }
    return encode(grey);
  }

  byte[] encode(byte[] grey) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(grey);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
