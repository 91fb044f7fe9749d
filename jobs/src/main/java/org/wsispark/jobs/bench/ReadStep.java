package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/**
 * Opens each slide and reads its tissue patches in one thread, one after the other into the same
 * image; the pixels are looked at only to see that there are some.
 */
final class ReadStep implements BenchStep {
  @Override
  public Measured run(List<Path> slides, int threads, Path scratch) {
    Map<Path, List<PixelRect>> work = new LinkedHashMap<>();
    slides.forEach(slide -> work.put(slide, TissuePatches.of(slide)));
    Stopwatch watch = new Stopwatch();
    long patches = 0;
    long dark = 0;
    RgbImage image = RgbImage.black(TissuePatches.SIDE_PX, TissuePatches.SIDE_PX);
    for (Map.Entry<Path, List<PixelRect>> entry : work.entrySet()) {
      try (SlideReader reader = SlideReaders.open(entry.getKey())) {
        for (PixelRect patch : entry.getValue()) {
          reader.read(0, patch, image);
          dark += image.rgb()[image.rgb().length / 2] != (byte) 255 ? 1 : 0;
          patches++;
        }
      }
    }
    Measured measured = watch.stop(patches);
    if (dark == 0) {
      throw WsiException.of(BenchError.NO_RESULT, "none of %d patches shows anything", patches);
    }
    return measured;
  }
}
