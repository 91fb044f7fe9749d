package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.OutputNames;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlidePicture;
import org.wsispark.patch.CellChoice;
import org.wsispark.patch.CellGrid;
import org.wsispark.pixel.PictureLegend;
import org.wsispark.pixel.PictureLegend.Entry;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;

/**
 * A picture of each slide with its patches: those kept have a green frame, those that a filter
 * drops are in the filter's colour; glass stays as it is.
 */
record PlanPictures(SlideFiles files, CellSelector selector, String folder)
    implements Serializable {
  private static final int KEPT = 0x00A03C;
  private static final int FRAME_PX = 3;

  /** Each is told from green, from stain and from the others, also in print. */
  private static final Map<String, Integer> COLOURS =
      Map.ofEntries(
          Map.entry("max-pen-fraction", 0xFF00FF),
          Map.entry("max-dark-fraction", 0x000000),
          Map.entry("max-fold-fraction", 0xFF8C00),
          Map.entry("max-white-fraction", 0x00C8FF),
          Map.entry("max-blur-fraction", 0xE6DC00),
          Map.entry("min-roi-fraction", 0x0050FF),
          Map.entry("min-annotated-fraction", 0x964B00),
          Map.entry("min-label-fraction", 0x8C00FF),
          Map.entry("sample-share", 0x787878),
          Map.entry("max-per-class", 0x787878),
          Map.entry("balance", 0x787878),
          Map.entry("max-per-slide", 0x787878));

  /** Draws and writes one; says what is wrong with a slide that cannot be drawn, else null. */
  Failure draw(PatchSlide slide) {
    try {
      write(slide);
      return null;
    } catch (RuntimeException e) {
      RuntimeException named =
          e instanceof WsiException typed ? typed.inSlide(slide.row().path()) : e;
      return Failure.of(slide.slideId(), named);
    }
  }

  private void write(PatchSlide slide) {
    CellChoice choice = selector.choice(slide);
    try (SlideReader reader = files.open(slide.row().path())) {
      RgbImage picture = SlidePicture.of(reader, slide.row().mpp());
      CellGrid grid = selector.grid(slide.row(), slide.row().info());
      byte[] rgb = Arrays.copyOf(picture.rgb(), picture.rgb().length);
      RgbImage drawn = new RgbImage(picture.width(), picture.height(), rgb);
      List<Entry> legend = new ArrayList<>();
      paint(drawn, grid, choice.cells(), KEPT, true);
      legend.add(new Entry("kept " + choice.cells().count(), KEPT));
      choice
          .droppedBy()
          .forEach(
              (filter, cells) -> {
                Integer colour = COLOURS.get(filter);
                if (colour != null && cells.count() > 0) {
                  paint(drawn, grid, cells, colour, false);
                  legend.add(new Entry(filter + " " + cells.count(), colour));
                }
              });
      files.writeAtomically(
          folder + "/" + OutputNames.of(slide.slideId()) + ".png",
          PngCodec.encode(PictureLegend.below(drawn, legend)));
    }
  }

  /** Of what is kept the tissue stays as it is; what is dropped is half colour, half picture. */
  private static void paint(
      RgbImage picture, CellGrid grid, BitMask cells, int colour, boolean frameOnly) {
    for (int row = 0; row < cells.height(); row++) {
      for (int column = cells.next(row, 0, true);
          column < cells.width();
          column = cells.next(row, column + 1, true)) {
        PixelRect rect = onPicture(picture, grid, grid.frameRect(column, row));
        int edge = Math.max(1, Math.min(FRAME_PX, Math.min(rect.width(), rect.height()) / 8));
        for (int y = rect.y(); y < rect.bottom(); y++) {
          for (int x = rect.x(); x < rect.right(); x++) {
            int inside =
                Math.min(
                    Math.min(x - rect.x(), rect.right() - 1 - x),
                    Math.min(y - rect.y(), rect.bottom() - 1 - y));
            if (!frameOnly || inside < edge) {
              blend(picture.rgb(), 3 * (y * picture.width() + x), colour, frameOnly ? 1 : 2);
            }
          }
        }
      }
    }
  }

  private static void blend(byte[] rgb, int at, int colour, int parts) {
    for (int c = 0; c < 3; c++) {
      int of = colour >> (16 - 8 * c) & 255;
      rgb[at + c] = (byte) (((parts - 1) * (rgb[at + c] & 255) + of) / parts);
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
