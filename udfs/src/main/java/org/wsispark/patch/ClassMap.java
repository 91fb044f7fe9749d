package org.wsispark.patch;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Which class each pixel of a patch belongs to, and what follows from it. Every pixel has at most
 * one class; which one is for {@link org.wsispark.annotation.mask.RuleMask} to say.
 */
public final class ClassMap {
  private final int width;
  private final int height;
  private final List<String> names;
  private final byte[] values;
  private final long[] counts;

  /**
   * A patch's pixels.
   *
   * @param width of the patch in pixels
   * @param height of the patch in pixels
   * @param names of the classes, the n-th that of value n; a name that stands twice is one class in
   *     the fractions
   * @param values row by row, 0 for no class; copied
   * @throws IllegalArgumentException when there are not width times height values, or one of them
   *     has no name
   */
  public ClassMap(int width, int height, List<String> names, byte[] values) {
    if (values.length != (long) width * height) {
      throw new IllegalArgumentException(values.length + " px are not " + width + "x" + height);
    }
    this.width = width;
    this.height = height;
    this.names = List.copyOf(names);
    this.values = values.clone();
    this.counts = new long[names.size() + 1];
    for (byte value : values) {
      if ((value & 255) > names.size()) {
        throw new IllegalArgumentException("value " + (value & 255) + " of " + names);
      }
      counts[value & 255]++;
    }
  }

  /**
   * The class of each pixel.
   *
   * @return a copy, row by row: 0 for none, n for the n-th class
   */
  public byte[] values() {
    return values.clone();
  }

  /**
   * How many pixels each class has.
   *
   * @return the counts and what follows from them
   */
  public ClassCounts counts() {
    int centre = values.length == 0 ? 0 : values[height / 2 * width + width / 2] & 255;
    return new ClassCounts(names, counts, centre);
  }

  /**
   * The share of the patch that belongs to each class.
   *
   * @return see {@link ClassCounts#fractions()}
   */
  public SortedMap<String, Double> fractions() {
    return counts().fractions();
  }

  /**
   * The class that holds the most pixels, background counted.
   *
   * @return see {@link ClassCounts#label()}
   */
  public Optional<String> label() {
    return counts().label();
  }

  @Override
  public String toString() {
    return "ClassMap[" + width + "x" + height + " of " + names + "]";
  }
}
