package org.wsispark.slide.synthetic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/**
 * Draws the paper label and the macro photograph of a slide. Fonts of the system are not needed.
 */
final class LabelArt {
  static final int LABEL_WIDTH_PX = 387;
  static final int LABEL_HEIGHT_PX = 463;
  static final int MACRO_WIDTH_PX = 1280;
  static final int MACRO_HEIGHT_PX = 431;

  private LabelArt() {}

  /** A label with lines of text over a bar code of the first line. */
  static RgbImage label(List<String> lines) {
    RgbImage image = RgbImage.white(LABEL_WIDTH_PX, LABEL_HEIGHT_PX);
    for (int k = 0; k < lines.size(); k++) {
      text(image, lines.get(k).toUpperCase(Locale.ROOT), 16, 20 + 44 * k, 3);
    }
    int x = 20;
    for (int k = 0; x < LABEL_WIDTH_PX - 24; k++) {
      long bits = Hash.bits(lines.get(0).hashCode(), k, 9);
      int bar = 2 + (int) (bits & 3);
      fill(image, new PixelRect(x, 350, bar, 90), 20);
      x += bar + 2 + (int) (bits >>> 8 & 3);
    }
    return image;
  }

  /** The glass with the label at its left and the scanned area framed in green. */
  static RgbImage macro(RgbImage label, RgbImage thumbnail) {
    RgbImage image = RgbImage.white(MACRO_WIDTH_PX, MACRO_HEIGHT_PX);
    fill(image, new PixelRect(0, 0, MACRO_WIDTH_PX, MACRO_HEIGHT_PX), 236);
    fill(image, new PixelRect(0, 0, MACRO_WIDTH_PX, 18), 12);
    paste(image, label, new PixelRect(8, 48, 300, 359));
    int height = 300;
    int width = Math.min(820, Math.max(20, height * thumbnail.width() / thumbnail.height()));
    PixelRect scan = new PixelRect(380, 70, width, height);
    paste(image, thumbnail, scan);
    frame(image, scan);
    return image;
  }

  private static void frame(RgbImage image, PixelRect rect) {
    for (int y = rect.y(); y < rect.bottom(); y++) {
      for (int x = rect.x(); x < rect.right(); x++) {
        boolean edge =
            x < rect.x() + 3 || x >= rect.right() - 3 || y < rect.y() + 3 || y >= rect.bottom() - 3;
        if (edge) {
          int at = (y * image.width() + x) * 3;
          image.rgb()[at] = 0;
          image.rgb()[at + 1] = (byte) 255;
          image.rgb()[at + 2] = 0;
        }
      }
    }
  }

  private static void paste(RgbImage image, RgbImage source, PixelRect to) {
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        int fromX = x * source.width() / to.width();
        int fromY = y * source.height() / to.height();
        System.arraycopy(
            source.rgb(),
            (fromY * source.width() + fromX) * 3,
            image.rgb(),
            ((to.y() + y) * image.width() + to.x() + x) * 3,
            3);
      }
    }
  }

  private static void text(RgbImage image, String line, int left, int top, int dotPx) {
    for (int k = 0; k < line.length(); k++) {
      for (int column = 0; column < Glyphs.COLUMNS; column++) {
        for (int row = 0; row < Glyphs.ROWS; row++) {
          if (Glyphs.dot(line.charAt(k), column, row)) {
            int x = left + (k * Glyphs.ADVANCE + column) * dotPx;
            fill(image, new PixelRect(x, top + row * dotPx, dotPx, dotPx), 30);
          }
        }
      }
    }
  }

  private static void fill(RgbImage image, PixelRect rect, int grey) {
    PixelRect inside = rect.intersect(new PixelRect(0, 0, image.width(), image.height()));
    for (int y = inside.y(); y < inside.bottom(); y++) {
      int from = (y * image.width() + inside.x()) * 3;
      Arrays.fill(image.rgb(), from, from + inside.width() * 3, (byte) grey);
    }
  }
}
