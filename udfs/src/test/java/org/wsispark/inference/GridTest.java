package org.wsispark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;

class GridTest {

  @Test
  void windowsAreCentredOnTheirCells() {
    WindowGrid grid = new WindowGrid(1000, 700, 512, 256, 4);
    assertThat(grid.columns()).isEqualTo(4);
    assertThat(grid.rows()).isEqualTo(3);
    assertThat(grid.count()).isEqualTo(12);
    assertThat(grid.frameRect(new Window(0, 0))).isEqualTo(new PixelRect(-128, -128, 512, 512));
    assertThat(grid.frameRect(new Window(3, 2))).isEqualTo(new PixelRect(640, 384, 512, 512));
    assertThat(grid.outputRect(new Window(3, 2))).isEqualTo(new PixelRect(160, 96, 128, 128));
    assertThat(grid.output()).isEqualTo(new PixelRect(0, 0, 250, 175));
    Downsample frame = new Downsample(new Rational(4443, 2221), new Rational(3567, 1783));
    assertThat(grid.downsample(frame))
        .isEqualTo(new Downsample(new Rational(17772, 2221), new Rational(14268, 1783)));
  }

  @Test
  void blocksShareOutWindowsAndPixelsOnce() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 200; trial++) {
      int down = 1 + random.nextInt(3);
      int stride = down * (1 + random.nextInt(5));
      WindowGrid grid =
          new WindowGrid(
              1 + random.nextInt(90),
              1 + random.nextInt(90),
              stride + 2 * down * random.nextInt(4),
              stride,
              down);
      BlockGrid blocks = new BlockGrid(grid, 1 + random.nextInt(4));
      List<Window> windows = new ArrayList<>();
      long pixels = 0;
      for (int block = 0; block < blocks.count(); block++) {
        for (Window window : blocks.windowsOf(block)) {
          assertThat(blocks.ownerOf(window)).isEqualTo(block);
          assertThat(blocks.reach(block).contains(clip(grid, window))).isTrue();
          assertThat(blocks.frameRect(block).contains(grid.frameRect(window))).isTrue();
          windows.add(window);
        }
        pixels += blocks.area(block).area();
        assertThat(blocks.area(block).isEmpty()).as("trial " + trial).isFalse();
        assertThat(blocks.blocksTouching(blocks.area(block))).containsExactly(block);
      }
      assertThat(windows).as("trial " + trial).doesNotHaveDuplicates().hasSize((int) grid.count());
      assertThat(pixels).isEqualTo(grid.output().area());
    }
  }

  @Test
  void noOtherBlockReachesAnInterior() {
    WindowGrid grid = new WindowGrid(301, 222, 40, 20, 2);
    BlockGrid blocks = new BlockGrid(grid, 4);
    long inside = 0;
    for (int block = 0; block < blocks.count(); block++) {
      inside += blocks.interior(block).area();
      for (int other = 0; other < blocks.count(); other++) {
        if (other != block) {
          assertThat(blocks.reach(other).intersect(blocks.interior(block)).isEmpty()).isTrue();
        }
      }
    }
    assertThat(inside).isGreaterThan(grid.output().area() / 4);
  }

  @Test
  void canonicalOrderIsRowByRow() {
    BlockGrid blocks = new BlockGrid(new WindowGrid(50, 50, 10, 10, 1), 2);
    assertThat(blocks.windowsOf(1))
        .containsExactly(new Window(2, 0), new Window(3, 0), new Window(2, 1), new Window(3, 1));
    assertThat(blocks.windowsOf(8)).containsExactly(new Window(4, 4));
  }

  @Test
  void blockSizeFollowsTheStride() {
    assertThat(BlockGrid.of(new WindowGrid(9, 9, 512, 256, 4)).cells()).isEqualTo(8);
    assertThat(BlockGrid.of(new WindowGrid(9, 9, 4096, 4096, 4)).cells()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"512,513,1", "512,0,1", "512,256,3", "512,255,1", "514,256,4", "512,256,0"})
  void refusesSizesThatDoNotFit(int window, int stride, int down) {
    assertThatThrownBy(() -> new WindowGrid(9, 9, window, stride, down))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not fit");
  }

  private static PixelRect clip(WindowGrid grid, Window window) {
    return grid.outputRect(window).intersect(grid.output());
  }
}
