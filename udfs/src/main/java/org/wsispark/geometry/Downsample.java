package org.wsispark.geometry;

import java.io.Serializable;

/**
 * How many level-0 pixels one pixel of a coarser grid spans, exactly, per axis. Pixel (i, j) of the
 * coarser grid is the level-0 square [i*x, (i+1)*x) x [j*y, (j+1)*y).
 *
 * @param x level-0 pixels per grid pixel to the right
 * @param y level-0 pixels per grid pixel downwards
 */
public record Downsample(Rational x, Rational y) implements Serializable {

  /** Level 0 itself. */
  public static final Downsample NONE = new Downsample(Rational.ONE, Rational.ONE);

  /**
   * The same whole number on both axes.
   *
   * @param factor at least 1
   * @return the downsample
   */
  public static Downsample of(long factor) {
    return new Downsample(Rational.of(factor), Rational.of(factor));
  }

  /**
   * From the size of level 0 and of a level, both in their own pixels.
   *
   * @param width0 width of level 0
   * @param height0 height of level 0
   * @param width width of the level
   * @param height height of the level
   * @return width0/width and height0/height
   */
  public static Downsample ofSizes(long width0, long height0, long width, long height) {
    return new Downsample(new Rational(width0, width), new Rational(height0, height));
  }

  /**
   * A coarser grid over this one.
   *
   * @param further pixels of this grid per pixel of the coarser one
   * @return level-0 pixels per pixel of the coarser one
   */
  public Downsample times(Downsample further) {
    return new Downsample(x.times(further.x), y.times(further.y));
  }

  /**
   * The mean of both axes, for display and for choosing a level.
   *
   * @return level-0 pixels per grid pixel, rounded to a double
   */
  public double mean() {
    return (x.toDouble() + y.toDouble()) / 2;
  }
}
