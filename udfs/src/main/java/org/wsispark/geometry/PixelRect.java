package org.wsispark.geometry;

import java.io.Serializable;

/**
 * A half-open rectangle of pixels: columns [x, x + width), rows [y, y + height). In level-0 pixels
 * unless the user of the class says which grid. It may lie outside the image.
 *
 * @param x left edge, inclusive
 * @param y top edge, inclusive
 * @param width at least 0
 * @param height at least 0
 */
public record PixelRect(int x, int y, int width, int height) implements Serializable {

  /**
   * Checks the size and that the far edges fit into an int.
   *
   * @throws IllegalArgumentException when they do not
   */
  public PixelRect {
    if (width < 0
        || height < 0
        || (long) x + width > Integer.MAX_VALUE
        || (long) y + height > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "no rectangle: x=" + x + " y=" + y + " width=" + width + " height=" + height);
    }
  }

  /**
   * From edges.
   *
   * @param left inclusive
   * @param top inclusive
   * @param right exclusive
   * @param bottom exclusive
   * @return the rectangle; empty where an edge passes its opposite
   */
  public static PixelRect ofEdges(int left, int top, int right, int bottom) {
    return new PixelRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  /**
   * The right edge.
   *
   * @return x + width, exclusive
   */
  public int right() {
    return x + width;
  }

  /**
   * The bottom edge.
   *
   * @return y + height, exclusive
   */
  public int bottom() {
    return y + height;
  }

  /**
   * The number of pixels.
   *
   * @return width times height
   */
  public long area() {
    return (long) width * height;
  }

  /**
   * Whether it holds no pixel.
   *
   * @return true when width or height is 0
   */
  public boolean isEmpty() {
    return width == 0 || height == 0;
  }

  /**
   * What both rectangles hold.
   *
   * @param other in the same grid
   * @return the common part, empty when there is none
   */
  public PixelRect intersect(PixelRect other) {
    return ofEdges(
        Math.max(x, other.x),
        Math.max(y, other.y),
        Math.min(right(), other.right()),
        Math.min(bottom(), other.bottom()));
  }

  /**
   * Whether every pixel of the other lies in this one.
   *
   * @param other in the same grid
   * @return true also when the other is empty
   */
  public boolean contains(PixelRect other) {
    return other.isEmpty()
        || (other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom());
  }

  /**
   * The rectangle moved.
   *
   * @param dx pixels to the right
   * @param dy pixels downwards
   * @return a rectangle of the same size
   */
  public PixelRect shift(int dx, int dy) {
    return new PixelRect(x + dx, y + dy, width, height);
  }
}
