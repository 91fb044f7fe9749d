package org.wsispark.raster;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.wsispark.geometry.PixelRect;

/**
 * Finds the rings that a window can hold pixels of, so that a window costs as much as what it
 * touches and not as much as the slide has regions. Rows are parted into bands, each with the rings
 * that cross it; a ring that crosses several bands of a window is given once. Immutable.
 */
final class RingIndex {
  /** Rows of a band: those of one patch. */
  private static final int ROWS = 256;

  /** So a ring that reaches over 2^30 px has no more entries than this. */
  private static final int MOST_BANDS = 4096;

  private final List<RingEdges> rings;
  private final long firstRow;
  private final long rowsPerBand;
  private final int[][] bands;

  RingIndex(List<RingEdges> rings) {
    this.rings = List.copyOf(rings);
    this.firstRow = rings.stream().mapToLong(RingEdges::firstRow).min().orElse(0);
    long rows = rings.stream().mapToLong(RingEdges::endRow).max().orElse(0) - firstRow;
    this.rowsPerBand = Math.max(ROWS, (rows + MOST_BANDS - 1) / MOST_BANDS);
    int count = (int) ((rows + rowsPerBand - 1) / rowsPerBand);
    int[] sizes = new int[count];
    for (RingEdges ring : rings) {
      for (int band = band(ring.firstRow()); band <= band(ring.endRow() - 1L); band++) {
        sizes[band]++;
      }
    }
    this.bands = new int[count][];
    Arrays.setAll(bands, band -> new int[sizes[band]]);
    for (int k = rings.size() - 1; k >= 0; k--) {
      RingEdges ring = rings.get(k);
      for (int band = band(ring.firstRow()); band <= band(ring.endRow() - 1L); band++) {
        bands[band][--sizes[band]] = k;
      }
    }
  }

  private int band(long row) {
    return (int) ((row - firstRow) / rowsPerBand);
  }

  /** Gives each ring that touches the window once. */
  void touching(PixelRect window, Consumer<RingEdges> out) {
    if (window.isEmpty() || bands.length == 0 || window.bottom() <= firstRow) {
      return;
    }
    int first = (int) (Math.max(0, window.y() - firstRow) / rowsPerBand);
    int last = Math.min(bands.length - 1, band(window.bottom() - 1L));
    for (int band = first; band <= last; band++) {
      for (int k : bands[band]) {
        RingEdges ring = rings.get(k);
        boolean firstSeen = band == first || band(ring.firstRow()) == band;
        if (firstSeen && ring.touches(window)) {
          out.accept(ring);
        }
      }
    }
  }
}
