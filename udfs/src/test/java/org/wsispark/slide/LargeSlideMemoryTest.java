package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ChromaSampling;
import org.wsispark.slide.write.TileEncoder;

/**
 * What two tasks hold that read a slide of 100,000 x 100,000 px, beside what Spark holds itself.
 */
class LargeSlideMemoryTest {
  private static final int SIDE_PX = 100_000;
  private static final int TILE_PX = 240;
  private static final int PATCH_PX = 256;
  private static final int TASKS = 2;

  /** Bound of the two together. */
  private static final long MOST_BYTES = 512L << 20;

  @TempDir Path folder;

  /** A slide whose 173,889 tiles share the bytes of one: 1.4 MB of file, tables of full size. */
  private Path slide() throws Exception {
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
    byte[] file = Arrays.copyOf(tiff.bytes(), end + tile.length);
    System.arraycopy(tile, 0, file, end, tile.length);
    return Files.write(folder.resolve("large.tif"), file);
  }

  /** Live heap, and what native code holds for Java objects. */
  private static long held() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + Pointer.totalBytes();
  }

  /** Reads two rows of patches from one edge to the other and stays open. */
  private static SlideReader task(Path slide, int row) {
    SlideReader reader = SlideReaders.open(slide);
    for (int y = row; y < row + 2; y++) {
      for (int x = 0; (x + 1) * PATCH_PX <= SIDE_PX; x++) {
        PixelRect patch = new PixelRect(x * PATCH_PX, y * PATCH_PX, PATCH_PX, PATCH_PX);
        assertThat(reader.read(0, patch).width()).isEqualTo(PATCH_PX);
      }
    }
    return reader;
  }

  @Test
  void twoTasksOnASlideOf100000PixelsAreBounded() throws Exception {
    Path slide = slide();
    long before = held();
    ExecutorService tasks = Executors.newFixedThreadPool(TASKS);
    List<SlideReader> open = new ArrayList<>();
    try {
      List<Future<SlideReader>> running = new ArrayList<>();
      for (int k = 0; k < TASKS; k++) {
        int row = 100 * k;
        running.add(tasks.submit(() -> task(slide, row)));
      }
      for (Future<SlideReader> task : running) {
        open.add(task.get());
      }
      long held = held() - before;
      assertThat(open).allSatisfy(reader -> assertThat(reader.info().width()).isEqualTo(SIDE_PX));
      assertThat(open.get(0).stats().tilesDecoded()).isGreaterThan(1_000);
      assertThat(held).as("bytes held by %d tasks", TASKS).isBetween(64L << 20, MOST_BYTES);
    } finally {
      open.forEach(SlideReader::close);
      tasks.shutdownNow();
    }
  }
}
