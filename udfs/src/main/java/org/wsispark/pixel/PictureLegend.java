package org.wsispark.pixel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.synthetic.Glyphs;

/**
 * Writes what the colours of a picture mean below it, in letters of dots, so that no font of the
 * system is needed.
 */
public final class PictureLegend {
  private static final int DOT_PX = 2;
  private static final int ADVANCE_PX = Glyphs.ADVANCE * DOT_PX;
  private static final int LETTER_PX = Glyphs.ROWS * DOT_PX;
  private static final int SPACE_PX = 8;
  private static final int LINE_PX = LETTER_PX + SPACE_PX;

  /** Narrower pictures are widened to this, so that a text fits. */
  private static final int NARROWEST_PX = 400;

  private static final byte PAPER = (byte) 255;
  private static final byte INK = 40;

  private PictureLegend() {}

  /**
   * One colour.
   *
   * @param text what it means; letters become capitals, signs that there are no dots for are blank
   * @param rgb 0xRRGGBB
   */
  public record Entry(String text, int rgb) {
    private int widthPx() {
      return LETTER_PX + SPACE_PX + text.length() * ADVANCE_PX + 2 * SPACE_PX;
    }
  }

  /**
   * Adds the legend.
   *
   * @param picture not changed
   * @param entries in the order they are written, as many in a line as fit
   * @return a higher picture, at least 400 px wide
   */
  public static RgbImage below(RgbImage picture, List<Entry> entries) {
    int width = Math.max(NARROWEST_PX, picture.width());
    int lines = 1;
    int x = SPACE_PX;
    for (Entry entry : entries) {
      if (x > SPACE_PX && x + entry.widthPx() > width) {
        lines++;
        x = SPACE_PX;
      }
      x += entry.widthPx();
    }
    int height = picture.height() + SPACE_PX + lines * LINE_PX;
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, PAPER);
    for (int y = 0; y < picture.height(); y++) {
      System.arraycopy(
          picture.rgb(), y * picture.width() * 3, rgb, y * width * 3, picture.width() * 3);
    }
    RgbImage out = new RgbImage(width, height, rgb);
    x = SPACE_PX;
    int y = picture.height() + SPACE_PX;
    for (Entry entry : entries) {
      if (x > SPACE_PX && x + entry.widthPx() > width) {
        x = SPACE_PX;
        y += LINE_PX;
      }
      write(out, entry, x, y);
      x += entry.widthPx();
    }
    return out;
  }

  private static void write(RgbImage out, Entry entry, int x, int y) {
    for (int dy = 0; dy < LETTER_PX; dy++) {
      for (int dx = 0; dx < LETTER_PX; dx++) {
        int rgb = entry.rgb();
        set(out, x + dx, y + dy, (byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb);
      }
    }
    String text = entry.text().toUpperCase(Locale.ROOT);
    int left = x + LETTER_PX + SPACE_PX;
    for (int k = 0; k < text.length(); k++) {
      for (int dy = 0; dy < LETTER_PX; dy++) {
        for (int dx = 0; dx < Glyphs.COLUMNS * DOT_PX; dx++) {
          if (Glyphs.dot(text.charAt(k), dx / DOT_PX, dy / DOT_PX)) {
            set(out, left + k * ADVANCE_PX + dx, y + dy, INK, INK, INK);
          }
        }
      }
    }
  }

  /** A text that is longer than the picture is wide is cut. */
  private static void set(RgbImage out, int x, int y, byte red, byte green, byte blue) {
    if (x < out.width()) {
      int at = 3 * (y * out.width() + x);
      out.rgb()[at] = red;
      out.rgb()[at + 1] = green;
      out.rgb()[at + 2] = blue;
    }
  }
}
