package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ReadFrame;

class TileLayoutTest {

  private static ReadFrame frame(int width, int height) {
    return new ReadFrame(0, Downsample.NONE, Downsample.NONE, width, height, new Mpp(0.5));
  }

  /** Counts pixel by pixel, and looks at every tile against the sentence that describes it. */
  @Test
  void tilesAreWhatTheirEdgePolicySays() {
    for (long seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int width = random.nextInt(1, 90);
      int height = random.nextInt(1, 90);
      int tileWidth = random.nextInt(1, 40);
      int tileHeight = random.nextInt(1, 40);
      int overlap = random.nextInt(Math.min(tileWidth, tileHeight));
      for (EdgePolicy edge : EdgePolicy.values()) {
        TileLayout layout =
            new TileLayout(frame(width, height), tileWidth, tileHeight, overlap, edge);
        BitMask covered = new BitMask(width, height);
        PixelRect slide = new PixelRect(0, 0, width, height);
        for (int row = 0; row < layout.rows(); row++) {
          for (int column = 0; column < layout.columns(); column++) {
            PixelRect tile = layout.frameRect(column, row);
            boolean whole = tile.width() == tileWidth && tile.height() == tileHeight;
            boolean inside = slide.contains(tile);
            assertThat(edge == EdgePolicy.CLIP ? inside : whole)
                .as("seed %d %s", seed, tile)
                .isTrue();
            assertThat(edge == EdgePolicy.PAD || inside).as("seed %d %s", seed, tile).isTrue();
            assertThat(covered.count(tile))
                .as("seed %d: %s of %s brings new pixels", seed, tile, layout)
                .isLessThan(tile.intersect(slide).area());
            PixelRect shown = tile.intersect(slide);
            for (int y = shown.y(); y < shown.bottom(); y++) {
              covered.setRow(y, shown.x(), shown.right(), true);
            }
          }
        }
        long all = (long) width * height;
        boolean none = edge == EdgePolicy.SHIFT && (width < tileWidth || height < tileHeight);
        if (none) {
          assertThat(layout.cells().count()).as("seed %d: %s", seed, layout).isZero();
        } else if (edge == EdgePolicy.DROP) {
          assertThat(
                  covered.count() == 0 || width - covered.next(0, 0, false) < tileWidth - overlap)
              .as("seed %d: %s", seed, layout)
              .isTrue();
        } else {
          assertThat(covered.count()).as("seed %d: %s", seed, layout).isEqualTo(all);
        }
      }
    }
  }

  @Test
  void refusesSizesThatMakeNoTiles() {
    assertThatThrownBy(() -> new TileLayout(frame(9, 9), 0, 5, 0, EdgePolicy.CLIP))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("BAD_GRID: tiles of 0 x 5 px, not from 1 to 8192");
    assertThatThrownBy(() -> new TileLayout(frame(9, 9), 6, 5, 5, EdgePolicy.CLIP))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("BAD_GRID: an overlap of 5 px, not from 0 to less than a tile");
  }
}
