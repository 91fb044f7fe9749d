package org.wsispark.jobs.patches;

import java.util.Arrays;
import java.util.List;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.RuleMask;
import org.wsispark.annotation.mask.ValueRaster;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.ClassMap;

/** The classes of a slide's pixels, drawn strip by strip and cut into patches. */
interface PatchClasses {
  /** Of a slide without annotation: nothing is drawn, and no patch has classes. */
  PatchClasses NONE = rect -> patch -> null;

  /** Draws a strip of patches, in pixels of the frame. */
  Strip strip(PixelRect rect);

  /** A strip that was drawn. */
  interface Strip {
    /** The classes of a patch, in pixels of the strip; null on a slide without annotation. */
    ClassMap of(PixelRect patch);
  }

  static PatchClasses of(RuleMask mask, MaskGrid pixels) {
    List<String> names = List.copyOf(mask.names().values());
    ValueRaster raster = mask.on(pixels);
    return rect -> {
      byte[] values = raster.values(rect);
      clear(values, rect, pixels.rect());
      return patch ->
          new ClassMap(patch.width(), patch.height(), names, crop(values, rect.width(), patch));
    };
  }

  /** What lies outside the slide has no class, whatever is drawn there. */
  private static void clear(byte[] values, PixelRect rect, PixelRect slide) {
    if (slide.contains(rect)) {
      return;
    }
    PixelRect inside = rect.intersect(slide);
    for (int y = 0; y < rect.height(); y++) {
      int row = y * rect.width();
      int from = rect.y() + y < inside.bottom() ? inside.width() : 0;
      Arrays.fill(values, row + from, row + rect.width(), (byte) 0);
    }
  }

  private static byte[] crop(byte[] values, int stripWidth, PixelRect patch) {
    byte[] cropped = new byte[patch.width() * patch.height()];
    for (int y = 0; y < patch.height(); y++) {
      int from = (patch.y() + y) * stripWidth + patch.x();
      System.arraycopy(values, from, cropped, y * patch.width(), patch.width());
    }
    return cropped;
  }
}
