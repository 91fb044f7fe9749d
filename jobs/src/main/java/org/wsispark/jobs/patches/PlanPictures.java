package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.OutputNames;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlidePicture;
import org.wsispark.patch.CellChoice;
import org.wsispark.patch.CellGrid;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;

/**
 * A picture of each slide with its patches: those kept are green, those that a filter drops have
 * the filter's colour; glass stays as it is.
 */
record PlanPictures(SlideFiles files, CellSelector selector, String folder)
    implements Serializable {
  private static final int[] KEPT = {0, 160, 60};
  private static final Map<String, int[]> COLOURS =
      Map.of(
          "max-pen-fraction", new int[] {255, 0, 255},
          "max-dark-fraction", new int[] {0, 0, 0},
          "max-fold-fraction", new int[] {255, 140, 0},
          "max-white-fraction", new int[] {0, 200, 255},
          "max-blur-fraction", new int[] {230, 220, 0},
          "sample", new int[] {120, 120, 120});

  /** Draws and writes one. */
  void draw(PatchSlide slide) {
    CellChoice choice = selector.choice(slide);
    try (SlideReader reader = files.open(slide.row().path())) {
      Mpp mpp = slide.row().mpp();
      RgbImage picture = SlidePicture.of(reader, mpp);
      CellGrid grid = selector.grid(slide.row(), slide.row().info());
      byte[] rgb = Arrays.copyOf(picture.rgb(), picture.rgb().length);
      RgbImage drawn = new RgbImage(picture.width(), picture.height(), rgb);
      tint(drawn, grid, choice.cells(), KEPT);
      choice
          .droppedBy()
          .forEach(
              (filter, cells) -> {
                if (COLOURS.containsKey(filter)) {
                  tint(drawn, grid, cells, COLOURS.get(filter));
                }
              });
      files.writeAtomically(
          folder + "/" + OutputNames.of(slide.slideId()) + ".png", PngCodec.encode(drawn));
    }
  }

  /** Half colour, half picture; a pixel less at the right and below shows the grid. */
  private static void tint(RgbImage picture, CellGrid grid, BitMask cells, int... colour) {
    for (int row = 0; row < cells.height(); row++) {
      for (int column = cells.next(row, 0, true);
          column < cells.width();
          column = cells.next(row, column + 1, true)) {
        PixelRect rect = onPicture(picture, grid, grid.frameRect(column, row));
        for (int y = rect.y(); y < rect.bottom(); y++) {
          for (int x = rect.x(); x < rect.right(); x++) {
            blend(picture.rgb(), 3 * (y * picture.width() + x), colour);
          }
        }
      }
    }
  }

  private static void blend(byte[] rgb, int at, int... colour) {
    for (int c = 0; c < 3; c++) {
      rgb[at + c] = (byte) (((rgb[at + c] & 255) + colour[c]) / 2);
    }
  }

  private static PixelRect onPicture(RgbImage picture, CellGrid grid, PixelRect patch) {
    double x = (double) picture.width() / grid.frame().width();
    double y = (double) picture.height() / grid.frame().height();
    int left = (int) (patch.x() * x);
    int top = (int) (patch.y() * y);
    int right = Math.min(picture.width(), Math.max(left + 1, (int) (patch.right() * x) - 1));
    int bottom = Math.min(picture.height(), Math.max(top + 1, (int) (patch.bottom() * y) - 1));
    return PixelRect.ofEdges(left, top, right, bottom);
  }
}
