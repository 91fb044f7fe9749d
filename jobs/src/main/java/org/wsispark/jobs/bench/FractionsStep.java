package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.LabelFractions;

/** The exact label fraction of every patch of 256 px at level 0, one row of patches at a time. */
final class FractionsStep implements BenchStep {
  private static final int PATCH_PX = 256;

  @Override
  public Measured run(List<Path> slides, int threads, Path scratch) {
    AnnotationDocument document = AnnotationWork.read(slides);
    int columns = AnnotationWork.SLIDE.width() / PATCH_PX;
    int rows = AnnotationWork.SLIDE.height() / PATCH_PX;
    List<Integer> strips = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      strips.add(row);
    }
    Stopwatch watch = new Stopwatch();
    LabelFractions fractions = new LabelFractions(document, Downsample.NONE);
    long labelled = Workers.sum(threads, strips, row -> labelled(fractions, row, columns));
    Measured measured = watch.stop((double) rows * columns);
    if (labelled == 0) {
      throw WsiException.of(BenchError.NO_RESULT, "no patch has a label");
    }
    return measured;
  }

  private static long labelled(LabelFractions fractions, int row, int columns) {
    PixelRect strip = new PixelRect(0, row * PATCH_PX, columns * PATCH_PX, PATCH_PX);
    List<PixelRect> windows = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      windows.add(new PixelRect(column * PATCH_PX, row * PATCH_PX, PATCH_PX, PATCH_PX));
    }
    return fractions.pixels(strip, windows).stream().filter(counts -> counts[0] > 0).count();
  }
}
