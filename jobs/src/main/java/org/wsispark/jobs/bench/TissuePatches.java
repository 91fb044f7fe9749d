package org.wsispark.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/**
 * Which patches of a slide are read: 256 px at level 0, side by side, where the slide is darker
 * than 225 of 255. The list that peers.py made lies beside the slide; where it does not, the mean
 * luminance of the coarsest level under the patch decides, which differs from it by a few patches.
 */
final class TissuePatches {
  static final int SIDE_PX = 256;
  private static final double DARKER_THAN = 225;

  private TissuePatches() {}

  static Path listOf(Path slide) {
    return slide.resolveSibling(slide.getFileName() + ".patches.json");
  }

  static List<PixelRect> of(Path slide) {
    Path list = listOf(slide);
    if (!Files.exists(list)) {
      return byLuminance(slide);
    }
    try {
      List<PixelRect> patches = new ArrayList<>();
      for (int[] corner : new ObjectMapper().readValue(list.toFile(), int[][].class)) {
        patches.add(new PixelRect(corner[0], corner[1], SIDE_PX, SIDE_PX));
      }
      return patches;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + list, e);
    }
  }

  private static List<PixelRect> byLuminance(Path slide) {
    try (SlideReader reader = SlideReaders.open(slide)) {
      List<SlideLevel> levels = reader.info().levels();
      SlideLevel coarse = levels.get(levels.size() - 1);
      RgbImage image = reader.read(coarse.index(), coarse.bounds());
      int columns = reader.info().width() / SIDE_PX;
      int rows = reader.info().height() / SIDE_PX;
      double scale = SIDE_PX / coarse.downsample().mean();
      List<PixelRect> patches = new ArrayList<>();
      for (int y = 0; y < rows - 1; y++) {
        for (int x = 0; x < columns - 1; x++) {
          if (luminance(image, x * scale, y * scale, scale) < DARKER_THAN) {
            patches.add(new PixelRect(x * SIDE_PX, y * SIDE_PX, SIDE_PX, SIDE_PX));
          }
        }
      }
      return patches;
    }
  }

  private static double luminance(RgbImage image, double left, double top, double side) {
    double sum = 0;
    long count = 0;
    int right = (int) Math.max(left + 1, left + side);
    int bottom = (int) Math.max(top + 1, top + side);
    for (int y = (int) top; y < Math.min(bottom, image.height()); y++) {
      for (int x = (int) left; x < Math.min(right, image.width()); x++) {
        int at = (y * image.width() + x) * 3;
        sum +=
            0.299 * (image.rgb()[at] & 255)
                + 0.587 * (image.rgb()[at + 1] & 255)
                + 0.114 * (image.rgb()[at + 2] & 255);
        count++;
      }
    }
    return count == 0 ? 255 : sum / count;
  }
}
