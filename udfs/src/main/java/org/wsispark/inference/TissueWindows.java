package org.wsispark.inference;

import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.BitMask;

/**
 * Where the tissue of a slide lies in the grids of a model. All positions are compared exactly, in
 * level 0.
 */
public final class TissueWindows {
  private final TissueMask tissue;
  private final WindowGrid windows;
  private final Downsample frame;

  /**
   * Of one slide.
   *
   * @param tissue the slide's tissue, at any resolution
   * @param windows the windows over the frame
   * @param frame level-0 pixels per frame pixel
   */
  public TissueWindows(TissueMask tissue, WindowGrid windows, Downsample frame) {
    this.tissue = tissue;
    this.windows = windows;
    this.frame = frame;
  }

  /**
   * Whether a window is worth running: a pixel of tissue touches the cell that it is centred on. So
   * every pixel of tissue lies in the window of its own cell.
   *
   * @param window a window of the grid
   * @return true when it is
   */
  public boolean hasTissue(Window window) {
    Rational x = frame.x().dividedBy(tissue.downsample().x());
    Rational y = frame.y().dividedBy(tissue.downsample().y());
    long left = (long) window.column() * windows.stridePx();
    long top = (long) window.row() * windows.stridePx();
    PixelRect cell =
        PixelRect.ofEdges(
            (int) x.floorOf(left),
            (int) y.floorOf(top),
            (int) x.ceilOf(left + windows.stridePx()),
            (int) y.ceilOf(top + windows.stridePx()));
    return tissue.mask().count(cell) > 0;
  }

  /**
   * The tissue on the output grid: every output pixel is what the tissue's pixel at its centre is.
   * Meet a {@link ProbabilityMask} with it to keep predictions off the glass.
   *
   * @return a mask as large as the output grid
   */
  public BitMask onOutput() {
    Downsample output = windows.downsample(frame);
    int[] columns = centres(windows.output().width(), output.x(), tissue.downsample().x());
    int[] rows = centres(windows.output().height(), output.y(), tissue.downsample().y());
    BitMask mask = new BitMask(columns.length, rows.length);
    for (int y = 0; y < rows.length; y++) {
      if (rows[y] >= tissue.mask().height()) {
        continue;
      }
      int from = 0;
      for (int x = 1; x <= columns.length; x++) {
        if (x == columns.length || columns[x] != columns[from]) {
          if (tissue.mask().get(columns[from], rows[y])) {
            mask.setRow(y, from, x, true);
          }
          from = x;
        }
      }
    }
    return mask;
  }

  /** The pixel of a grid that holds the centre (i + 1/2) of every pixel of another. */
  private static int[] centres(int count, Rational output, Rational grid) {
    Rational half = output.dividedBy(grid).times(new Rational(1, 2));
    int[] pixels = new int[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (int) half.floorOf(2L * i + 1);
    }
    return pixels;
  }
}
