package org.wsispark.inference;

import java.io.Serializable;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;

/**
 * The windows over one frame. The frame is cut into square cells of one stride, from its top-left
 * corner; every cell has one window, centred on it. So the windows lie at multiples of the stride
 * less (window - stride) / 2, every pixel of the frame lies in its own cell's window, and windows
 * at the edge reach over it by the same amount on all four sides (sources give white there).
 *
 * @param frameWidth in frame pixels, at least 1
 * @param frameHeight in frame pixels, at least 1
 * @param windowPx side of a window in frame pixels
 * @param stridePx side of a cell in frame pixels, at most windowPx
 * @param outputDownsample frame pixels along one side of an output pixel; divides the stride, the
 *     window, and (window - stride) / 2
 */
public record WindowGrid(
    int frameWidth, int frameHeight, int windowPx, int stridePx, int outputDownsample)
    implements Serializable {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException when they make no grid
   */
  public WindowGrid {
    if (frameWidth < 1 || frameHeight < 1) {
      throw new IllegalArgumentException("no frame: " + frameWidth + "x" + frameHeight);
    }
    if (!fits(windowPx, stridePx, outputDownsample)) {
      throw new IllegalArgumentException(
          "window %d px, stride %d px, output downsample %d do not fit together"
              .formatted(windowPx, stridePx, outputDownsample));
    }
  }

  /**
   * Whether the sizes of a model make a grid in which every window starts on an output pixel.
   *
   * @param windowPx side of a window
   * @param stridePx side of a cell
   * @param outputDownsample side of an output pixel
   * @return true when 1 &lt;= stride &lt;= window and the output downsample divides stride, window
   *     and (window - stride) / 2
   */
  static boolean fits(int windowPx, int stridePx, int outputDownsample) {
    return outputDownsample >= 1
        && stridePx >= 1
        && stridePx <= windowPx
        && stridePx % outputDownsample == 0
        && (windowPx - stridePx) % 2 == 0
        && (windowPx - stridePx) / 2 % outputDownsample == 0;
  }

  /**
   * The windows of a model over a frame.
   *
   * @param card the model
   * @param frameWidth width of the slide at the model's resolution
   * @param frameHeight height of the slide at the model's resolution
   * @return the grid
   */
  public static WindowGrid of(ModelCard card, int frameWidth, int frameHeight) {
    return new WindowGrid(
        frameWidth, frameHeight, card.windowPx(), card.stridePx(), card.outputDownsample());
  }

  /**
   * The number of cell columns.
   *
   * @return at least 1
   */
  public int columns() {
    return (frameWidth - 1) / stridePx + 1;
  }

  /**
   * The number of cell rows.
   *
   * @return at least 1
   */
  public int rows() {
    return (frameHeight - 1) / stridePx + 1;
  }

  /**
   * The number of windows.
   *
   * @return columns times rows
   */
  public long count() {
    return (long) columns() * rows();
  }

  /**
   * What a window reads.
   *
   * @param window a window of this grid
   * @return frame pixels; may reach over the edges of the frame
   */
  public PixelRect frameRect(Window window) {
    int reach = (windowPx - stridePx) / 2;
    return new PixelRect(
        window.column() * stridePx - reach, window.row() * stridePx - reach, windowPx, windowPx);
  }

  /**
   * What a window predicts.
   *
   * @param window a window of this grid
   * @return output pixels; may reach over the edges of the output grid
   */
  public PixelRect outputRect(Window window) {
    int cell = stridePx / outputDownsample;
    return new PixelRect(
        window.column() * cell - reachPx(), window.row() * cell - reachPx(), sidePx(), sidePx());
  }

  /**
   * The side of a window's prediction.
   *
   * @return output pixels
   */
  public int sidePx() {
    return windowPx / outputDownsample;
  }

  /**
   * How far a window's prediction reaches over its own cell, on every side.
   *
   * @return output pixels
   */
  public int reachPx() {
    return (windowPx - stridePx) / 2 / outputDownsample;
  }

  /**
   * The whole output grid, which covers the frame; its last column and row may reach over it.
   *
   * @return output pixels from (0, 0)
   */
  public PixelRect output() {
    return new PixelRect(
        0, 0, (frameWidth - 1) / outputDownsample + 1, (frameHeight - 1) / outputDownsample + 1);
  }

  /**
   * The downsample of the output grid.
   *
   * @param frame level-0 pixels per frame pixel
   * @return level-0 pixels per output pixel
   */
  public Downsample downsample(Downsample frame) {
    return frame.times(Downsample.of(outputDownsample));
  }
}
