package org.wsispark.jobs.patches;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.CellRange;
import org.wsispark.patch.ContextReader;
import org.wsispark.patch.PatchKey;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;

/** What lies round the patches of a slide, as {@code patch_images.context} holds it. */
final class ContextRows {
  private final PatchEncoder encoder;
  private final List<ReadFrame> frames;
  private final ContextReader around;

  ContextRows(SetOptions options, SlideReader reader, PatchSlide slide, CellGrid grid) {
    this.encoder = options.encoder();
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
      String name = patchName + "_mpp" + frame.mpp().umPerPx() + encoder.encoding().extension();
      rows[k] =
          RowFactory.create(
              frame.mpp().umPerPx(),
              Math.toIntExact(frame.downsample().x().roundOf(image.width())),
              RowFactory.create(encoder.encode(image), name));
    }
    return rows;
  }
}
