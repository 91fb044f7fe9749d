package org.wsispark.slide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ChromaSampling;
import org.wsispark.slide.write.TileEncoder;

/** A slide of one level of 100,000 x 100,000 px, for tests of what reading it takes. */
public final class LargeSlide {
  /** Width and height. */
  public static final int SIDE_PX = 100_000;

  private static final int TILE_PX = 240;

  private LargeSlide() {}

  /**
   * Writes it: its 173,889 tiles share the bytes of one, so it has 1.4 MB, and tables of full size.
   */
  public static Path write(Path file) throws IOException {
    byte[] rgb = new byte[TILE_PX * TILE_PX * 3];
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = (byte) (k / 3 % TILE_PX + k % 3 * 40);
    }
    byte[] tile =
        TileEncoder.jpegYcc(80, ChromaSampling.WHOLE, false)
            .encode(new RgbImage(TILE_PX, TILE_PX, rgb));
    int columns = (SIDE_PX - 1) / TILE_PX + 1;
    long[] offsets = new long[columns * columns];
    long[] counts = new long[columns * columns];
    TinyTiff tiff = TinyTiff.little();
    tiff.tiled()
        .set(256, TinyTiff.LONG, SIDE_PX)
        .set(257, TinyTiff.LONG, SIDE_PX)
        .set(259, TinyTiff.SHORT, 7)
        .set(262, TinyTiff.SHORT, 6)
        .set(322, TinyTiff.SHORT, TILE_PX)
        .set(323, TinyTiff.SHORT, TILE_PX)
        .tiles()
        .set(324, TinyTiff.LONG, offsets)
        .set(325, TinyTiff.LONG, counts);
    int end = tiff.bytes().length;
    Arrays.fill(offsets, end);
    Arrays.fill(counts, tile.length);
    byte[] bytes = Arrays.copyOf(tiff.bytes(), end + tile.length);
    System.arraycopy(tile, 0, bytes, end, tile.length);
    return Files.write(file, bytes);
  }
}
