package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunLength;

/**
 * A slide of a batch with the patches chosen.
 *
 * @param slide the slide
 * @param cells run-length mask, one pixel per cell of its grid
 */
@SuppressWarnings("ArrayRecordComponent")
record SlideCells(PatchSlide slide, byte[] cells) implements Serializable {

  BitMask wanted() {
    return RunLength.decode(cells);
  }
}
