package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.geometry.PixelRect;

/**
 * What two tasks hold that read a slide of 100,000 x 100,000 px, beside what Spark holds itself.
 */
class LargeSlideMemoryTest {
  private static final int PATCH_PX = 256;
  private static final int TASKS = 2;

  /** Bound of the two together. */
  private static final long MOST_BYTES = 512L << 20;

  @TempDir Path folder;

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
      for (int x = 0; (x + 1) * PATCH_PX <= LargeSlide.SIDE_PX; x++) {
        PixelRect patch = new PixelRect(x * PATCH_PX, y * PATCH_PX, PATCH_PX, PATCH_PX);
        assertThat(reader.read(0, patch).width()).isEqualTo(PATCH_PX);
      }
    }
    return reader;
  }

  @Test
  void twoTasksOnASlideOf100000PixelsAreBounded() throws Exception {
    Path slide = LargeSlide.write(folder.resolve("large.tif"));
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
      assertThat(open)
          .allSatisfy(reader -> assertThat(reader.info().width()).isEqualTo(LargeSlide.SIDE_PX));
      assertThat(open.get(0).stats().tilesDecoded()).isGreaterThan(1_000);
      assertThat(held).as("bytes held by %d tasks", TASKS).isBetween(64L << 20, MOST_BYTES);
    } finally {
      open.forEach(SlideReader::close);
      tasks.shutdownNow();
    }
  }
}
