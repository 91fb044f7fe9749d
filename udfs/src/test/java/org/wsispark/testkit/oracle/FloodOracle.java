package org.wsispark.testkit.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.wsispark.raster.BitMask;

/** Connected parts of a mask, one flood per pixel that was not seen. */
public final class FloodOracle {

  /**
   * A pixel.
   *
   * @param x column
   * @param y row
   */
  public record Pixel(int x, int y) {}

  /**
   * Pixels of one value that hang together.
   *
   * @param pixels in the order of the flood
   * @param atEdge whether one of them lies at the edge of the mask
   */
  public record Part(List<Pixel> pixels, boolean atEdge) {}

  private FloodOracle() {}

  /**
   * All parts of a value.
   *
   * @param mask stays as it is
   * @param value true for foreground
   * @param corners whether pixels that touch at a corner hang together
   * @return by their first pixel, row by row
   */
  public static List<Part> parts(BitMask mask, boolean value, boolean corners) {
    boolean[][] seen = new boolean[mask.height()][mask.width()];
    List<Part> parts = new ArrayList<>();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.get(x, y) == value && !seen[y][x]) {
          parts.add(part(mask, value, corners, seen, new Pixel(x, y)));
        }
      }
    }
    return parts;
  }

  /** Background that is connected by edges and does not touch the edge of the mask. */
  public static List<Part> holes(BitMask mask) {
    return parts(mask, false, false).stream().filter(part -> !part.atEdge()).toList();
  }

  private static Part part(
      BitMask mask, boolean value, boolean corners, boolean[][] seen, Pixel start) {
    List<Pixel> part = new ArrayList<>();
    ArrayDeque<Pixel> todo = new ArrayDeque<>(List.of(start));
    seen[start.y()][start.x()] = true;
    boolean edge = false;
    while (!todo.isEmpty()) {
      Pixel at = todo.poll();
      part.add(at);
      for (int k = 0; k < 9; k++) {
        int x = at.x() + k % 3 - 1;
        int y = at.y() + k / 3 - 1;
        boolean neighbour = corners || x == at.x() || y == at.y();
        if (x < 0 || y < 0 || x >= mask.width() || y >= mask.height()) {
          edge = true;
        } else if (neighbour && !seen[y][x] && mask.get(x, y) == value) {
          seen[y][x] = true;
          todo.add(new Pixel(x, y));
        }
      }
    }
    return new Part(part, edge);
  }
}
