package org.wsispark.jobs.patches;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.CellRange;
import org.wsispark.patch.ContextReader;
import org.wsispark.patch.PatchKey;
import org.wsispark.pixel.PieceCoder;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;

/** What lies round the patches of a slide, as {@code patch_images.context} holds it. */
final class ContextRows {
  private final String extension;
  private final PieceCoder coder;
  private final List<ReadFrame> frames;
  private final ContextReader around;

  /**
   * Round the patches of a slide.
   *
   * @param coder stays the caller's to close
   */
  ContextRows(
      SetOptions options, SlideReader reader, PatchSlide slide, CellGrid grid, PieceCoder coder) {
    this.extension = options.encoder().encoding().extension();
    this.coder = coder;
    this.frames =
        options.contexts().stream()
            .map(resolution -> resolution.frame(reader.info().levels(), slide.row().mpp()))
            .toList();
    this.around = new ContextReader(reader, grid, frames);
  }

  /** The images round the patches of a strip, from left to right. */
  List<List<RgbImage>> round(CellRange strip) {
    return around.round(strip);
  }

  /** The bytes of an image. */
  static int bytes(Row around) {
    return around.getStruct(2).<byte[]>getAs(0).length;
  }

  /** The column of one patch. */
  Row[] of(List<RgbImage> images, PatchKey key) {
    String patchName = key.slideId() + "/" + key.text();
    Row[] rows = new Row[images.size()];
    for (int k = 0; k < rows.length; k++) {
      ReadFrame frame = frames.get(k);
      RgbImage image = images.get(k);
      String name = patchName + "_mpp" + frame.mpp().umPerPx() + extension;
      rows[k] =
          RowFactory.create(
              frame.mpp().umPerPx(),
              Math.toIntExact(frame.downsample().x().roundOf(image.width())),
              RowFactory.create(coder.encode(image), name));
    }
    return rows;
  }
}
