package org.wsispark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

class BlockPredictorTest {
  private static final ModelCard CARD = TestCards.card(16, 8, 2, 3, List.of("red"), new byte[0]);
  private static final int WIDTH = 91;
  private static final int HEIGHT = 57;

  /** The red of the top-left pixel of each output pixel; every window agrees on it. */
  private static final class RedRunner implements ModelRunner {
    private final List<List<Window>> batches = new ArrayList<>();

    @Override
    public ModelCard card() {
      return CARD;
    }

    @Override
    public float[] run(List<WindowImage> windows) {
      batches.add(windows.stream().map(WindowImage::window).toList());
      float[] out = new float[windows.size() * 64];
      for (int k = 0; k < out.length; k++) {
        byte[] rgb = windows.get(k / 64).image().rgb();
        out[k] = (rgb[(k % 64 / 8 * 2 * 16 + k % 8 * 2) * 3] & 0xFF) / 255f;
      }
      return out;
    }

    @Override
    public void close() {
      batches.clear();
    }
  }

  private static int red(int x, int y) {
    return x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT ? 255 : (x * 7 + y * 13) % 256;
  }

  private static RgbImage frame(PixelRect rect) {
    RgbImage image = RgbImage.white(rect.width(), rect.height());
    for (int y = 0; y < rect.height(); y++) {
      for (int x = 0; x < rect.width(); x++) {
        image.rgb()[(y * rect.width() + x) * 3] = (byte) red(rect.x() + x, rect.y() + y);
      }
    }
    return image;
  }

  @Test
  void everyPixelIsWhatTheModelSaysOfIt() {
    BlockGrid blocks = new BlockGrid(WindowGrid.of(CARD, WIDTH, HEIGHT), 3);
    try (RedRunner runner = new RedRunner()) {
      BlockPredictor predictor = new BlockPredictor(runner, blocks);
      Map<Integer, BlockSums> sums = new HashMap<>();
      for (int block = blocks.count() - 1; block >= 0; block--) {
        sums.put(block, predictor.predict(block, w -> true, BlockPredictorTest::frame));
      }
      long checked = 0;
      for (int block = 0; block < blocks.count(); block++) {
        int target = block;
        List<BorderSums> borders =
            sums.values().stream()
                .flatMap(s -> s.borders().stream())
                .filter(b -> b.target() == target)
                .toList();
        StitchedBlock whole =
            BlockMerge.merge(blocks, block, 1, sums.get(block).interior(), borders).orElseThrow();
        PixelRect area = whole.rect();
        for (int y = area.y(); y < area.bottom(); y++) {
          for (int x = area.x(); x < area.right(); x++, checked++) {
            assertThat(whole.value(0, x, y)).isEqualTo(red(2 * x, 2 * y) * 257);
          }
        }
      }
      assertThat(checked).isEqualTo(46 * 29);
    }
  }

  @Test
  void batchesAreFixedAndKeepToTheCanonicalOrder() {
    BlockGrid blocks = new BlockGrid(WindowGrid.of(CARD, WIDTH, HEIGHT), 3);
    try (RedRunner runner = new RedRunner()) {
      List<PixelRect> reads = new ArrayList<>();
      new BlockPredictor(runner, blocks)
          .predict(
              0,
              w -> w.column() != 1 && w.row() < 2,
              rect -> {
                reads.add(rect);
                return frame(rect);
              });
      assertThat(runner.batches)
          .containsExactly(
              List.of(new Window(0, 0), new Window(2, 0), new Window(0, 1)),
              List.of(new Window(2, 1)));
      assertThat(reads).containsExactly(new PixelRect(-4, -4, 32, 24));
    }
  }

  @Test
  void readsNothingWhereNothingIsWanted() {
    BlockGrid blocks = BlockGrid.of(WindowGrid.of(CARD, WIDTH, HEIGHT));
    try (RedRunner runner = new RedRunner()) {
      BlockSums sums =
          new BlockPredictor(runner, blocks)
              .predict(
                  0,
                  w -> false,
                  rect -> {
                    throw new AssertionError("read " + rect);
                  });
      assertThat(sums).isEqualTo(new BlockSums(Optional.empty(), List.of()));
    }
  }

  @Test
  void refusesTheGridOfAnotherModel() {
    BlockGrid blocks = BlockGrid.of(new WindowGrid(WIDTH, HEIGHT, 32, 8, 2));
    try (RedRunner runner = new RedRunner()) {
      assertThatThrownBy(() -> new BlockPredictor(runner, blocks))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no grid of test-model");
    }
  }
}
