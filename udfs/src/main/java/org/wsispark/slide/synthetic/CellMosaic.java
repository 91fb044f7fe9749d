package org.wsispark.slide.synthetic;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;

/**
 * Cells that share walls: one centre per square of a lattice, moved at random, and the pixels that
 * are nearest to it.
 */
final class CellMosaic {
  private final long seed;
  private final float pitch;
  private final float jitter;

  CellMosaic(long seed, float pitchPx, float jitter) {
    this.seed = seed;
    this.pitch = pitchPx;
    this.jitter = jitter;
  }

  /** What a visitor learns of each cell. */
  interface Visitor {
    void cell(float x, float y, long bits);
  }

  /** Visits the cells whose centres may lie within a margin of a rectangle, row by row. */
  void visit(PixelRect rect, int margin, Visitor visitor) {
    int left = (int) Math.floor((rect.x() - margin) / pitch) - 1;
    int right = (int) Math.floor((rect.right() + margin) / pitch) + 1;
    int top = (int) Math.floor((rect.y() - margin) / pitch) - 1;
    int bottom = (int) Math.floor((rect.bottom() + margin) / pitch) + 1;
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        long bits = Hash.bits(seed, column, row);
        visitor.cell(
            (column + 0.5f + jitter * Hash.signed(bits, 0)) * pitch,
            (row + 0.5f + jitter * Hash.signed(bits, 1)) * pitch,
            Hash.bits(seed + 1, column, row));
      }
    }
  }

  /** How far each pixel lies from the nearest wall, about, in px: half the way to it is 0. */
  float[] wallDistance(PixelRect rect) {
    float[] nearest = new float[Math.toIntExact(rect.area())];
    float[] second = new float[nearest.length];
    Arrays.fill(nearest, 1e9f);
    Arrays.fill(second, 1e9f);
    int reach = Math.round(pitch * 1.45f);
    visit(rect, reach, (x, y, bits) -> spread(rect, x, y, reach, nearest, second));
    for (int k = 0; k < nearest.length; k++) {
      nearest[k] = (float) (Math.sqrt(second[k]) - Math.sqrt(nearest[k]));
    }
    return nearest;
  }

  private static void spread(
      PixelRect rect, float x, float y, int reach, float[] nearest, float[] second) {
    int left = Math.max(rect.x(), (int) x - reach);
    int right = Math.min(rect.right(), (int) x + reach);
    int top = Math.max(rect.y(), (int) y - reach);
    int bottom = Math.min(rect.bottom(), (int) y + reach);
    for (int py = top; py < bottom; py++) {
      float dy = py - y;
      int k = (py - rect.y()) * rect.width() + left - rect.x();
      for (int px = left; px < right; px++, k++) {
        float dx = px - x;
        float distance = dx * dx + dy * dy;
        if (distance < nearest[k]) {
          second[k] = nearest[k];
          nearest[k] = distance;
        } else if (distance < second[k]) {
          second[k] = distance;
        }
      }
    }
  }
}
