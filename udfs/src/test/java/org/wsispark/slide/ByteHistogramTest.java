package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;

class ByteHistogramTest {

  private static long[] sizes(TileGrid grid) {
    SplittableRandom random = new SplittableRandom(5);
    return random.longs(grid.count(), 0, 50_000).toArray();
  }

  @Test
  void sumsWholeTilesToAtMost64CellsPerAxis() {
    TileGrid grid = new TileGrid(46_000, 914, 240, 240);
    long[] sizes = sizes(grid);
    ByteHistogram histogram = ByteHistogram.of(grid, sizes);
    // 192 columns of tiles in 64 of 3, 4 rows in 4.
    assertThat(histogram.cells()).hasSize(64 * 4);
    assertThat(histogram.cellWidth()).isEqualTo(720);
    assertThat(histogram.cellHeight()).isEqualTo(240);
    assertThat(histogram.cells().get(65)).isEqualTo(sizes[195] + sizes[196] + sizes[197]);
    long total = 0;
    for (long size : sizes) {
      total += size;
    }
    assertThat(histogram.total()).isEqualTo(total);
    assertThat(histogram.bytesIn(new PixelRect(-5, -5, 50_000, 2_000)))
        .isCloseTo(total, within(1e-3));
  }

  @Test
  void partsAddUpToTheWhole() {
    TileGrid grid = new TileGrid(3_000, 2_000, 256, 256);
    ByteHistogram histogram = ByteHistogram.of(grid, sizes(grid));
    SplittableRandom random = new SplittableRandom(6);
    for (int k = 0; k < 100; k++) {
      int x = random.nextInt(1, 3_000);
      int y = random.nextInt(1, 2_000);
      double sum =
          histogram.bytesIn(PixelRect.ofEdges(0, 0, x, y))
              + histogram.bytesIn(PixelRect.ofEdges(x, 0, 3_000, y))
              + histogram.bytesIn(PixelRect.ofEdges(0, y, x, 2_000))
              + histogram.bytesIn(PixelRect.ofEdges(x, y, 3_000, 2_000));
      assertThat(sum).isCloseTo(histogram.total(), within(1e-3));
    }
    assertThat(histogram.bytesIn(new PixelRect(256, 512, 256, 256)))
        .isEqualTo(histogram.cells().get(2 * grid.columns() + 1).doubleValue());
    assertThat(histogram.bytesIn(new PixelRect(5_000, 0, 10, 10))).isZero();
  }

  @Test
  void refusesCellsThatDoNotFit() {
    assertThatThrownBy(() -> new ByteHistogram(100, 100, 50, 50, List.of(1L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ByteHistogram.of(new TileGrid(9, 9, 3, 3), new long[8]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
