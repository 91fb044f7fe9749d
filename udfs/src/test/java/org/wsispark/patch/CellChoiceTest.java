package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.pixel.Artefact;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ReadFrame;

class CellChoiceTest {
  /** 10 x 8 patches of 256 px; a pixel of the masks is 64 px, so a patch has 4 x 4 of them. */
  private static final PatchGrid GRID =
      new PatchGrid(
          new ReadFrame(0, Downsample.NONE, Downsample.NONE, 2_560, 2_048, new Mpp(0.5)), 256, 256);

  private static BitMask mask(PixelRect rect) {
    BitMask mask = new BitMask(40, 32);
    for (int y = rect.y(); y < rect.bottom(); y++) {
      mask.setRow(y, rect.x(), rect.right(), true);
    }
    return mask;
  }

  private static TissueMask tissue(PixelRect rect) {
    return new TissueMask(mask(rect), Downsample.of(64), new Mpp(32));
  }

  private static CellChoice choose(CellLimits limits, CellSample sample) {
    // Tissue covers columns 0 to 5 and half of column 6; pen column 0 and a quarter of column 1;
    // blur the upper half of row 0.
    CellChoice choice =
        CellChoice.of(
            "s",
            GRID,
            tissue(new PixelRect(0, 0, 26, 32)),
            Map.of(
                Artefact.PEN, mask(new PixelRect(0, 0, 5, 32)),
                Artefact.BLUR, mask(new PixelRect(0, 0, 40, 2))),
            limits);
    return sample.of(choice, "s", GRID, CellSample.Labels.NONE);
  }

  @Test
  void eachFilterDropsWhatTheOnesBeforeItLeft() {
    CellChoice choice =
        choose(new CellLimits(0.5, Map.of(Artefact.PEN, 0.25, Artefact.BLUR, 0.4)), CellSample.ALL);
    assertThat(choice.droppedBy().keySet())
        .containsExactly("min-tissue-fraction", "max-pen-fraction", "max-blur-fraction");
    assertThat(choice.droppedBy().values()).extracting(BitMask::count).containsExactly(24L, 8L, 6L);
    assertThat(choice.cells().count()).isEqualTo(80 - 24 - 8 - 6);
    assertThat(choice.cells().get(0, 3)).as("pen").isFalse();
    assertThat(choice.cells().get(1, 3)).as("a quarter of pen is the limit").isTrue();
    assertThat(choice.cells().get(3, 0)).as("half out of focus").isFalse();
    assertThat(choice.cells().get(6, 3)).as("half tissue").isTrue();
    assertThat(choice.cells().get(7, 3)).as("glass").isFalse();
  }

  @Test
  void aLimitOnWhatWasNotMeasuredIsRefusedAndOneOfAllIsNone() {
    assertThatThrownBy(() -> choose(new CellLimits(0, Map.of(Artefact.FOLD, 0.5)), CellSample.ALL))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("NO_MEASURE")
        .hasMessageContaining("max-fold-fraction is 0.5, but the tissue row has no mask of it");
    assertThat(
            choose(new CellLimits(0, Map.of(Artefact.FOLD, 1.0)), CellSample.ALL).cells().count())
        .isEqualTo(80);
    assertThatThrownBy(() -> new CellLimits(0.5, Map.of(Artefact.DARK, 1.5)))
        .hasMessageContaining("max-dark-fraction is 1.5");
  }

  @Test
  void aSampleFollowsFromNamesAndSeedAlone() {
    CellLimits all = new CellLimits(0, Map.of());
    BitMask half = choose(all, new CellSample(0.5, 0, 1)).cells();
    assertThat(half.count()).isBetween(25L, 55L);
    assertThat(choose(all, new CellSample(0.5, 0, 1)).cells()).isEqualTo(half);
    assertThat(choose(all, new CellSample(0.5, 0, 2)).cells()).isNotEqualTo(half);
    BitMask quarter = choose(all, new CellSample(0.25, 0, 1)).cells();
    BitMask beyond = quarter.copy();
    beyond.andNot(half);
    assertThat(beyond.count()).as("the smaller lies in the larger").isZero();
    assertThat(quarter.count()).isPositive();
    for (int most : List.of(1, 7, 79, 80, 200)) {
      CellChoice few = choose(all, new CellSample(1, most, 1));
      assertThat(few.cells().count()).isEqualTo(Math.min(80, most));
      assertThat(few.droppedBy().get("max-per-slide").count()).isEqualTo(80 - Math.min(80, most));
    }
    assertThatThrownBy(() -> new CellSample(0, 0, 1))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("sample-share is 0.0");
  }
}
