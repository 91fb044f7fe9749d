package org.wsispark.jobs.source;

import java.io.Serializable;
import java.util.List;
import org.wsispark.patch.CellRange;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunLength;

/**
 * What one task reads of one slide.
 *
 * @param slide its tiles
 * @param ranges of its cells
 * @param wanted run-length mask, one pixel per cell of the whole grid
 */
@SuppressWarnings("ArrayRecordComponent")
record TilePart(SlideTiles slide, List<CellRange> ranges, byte[] wanted) implements Serializable {

  TilePart {
    ranges = List.copyOf(ranges);
  }

  BitMask cells() {
    return RunLength.decode(wanted);
  }
}
