package org.wsispark.patch;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
   * The share of the patch that belongs to each class.
   *
   * @return by name, every class given, also those with share 0; together at most 1
   */
  public SortedMap<String, Double> fractions() {
    SortedMap<String, Long> pixels = new TreeMap<>();
    for (int k = 0; k < names.size(); k++) {
      pixels.merge(names.get(k), counts[k + 1], Long::sum);
    }
    SortedMap<String, Double> shares = new TreeMap<>();
    pixels.forEach((name, count) -> shares.put(name, (double) count / values.length));
    return Collections.unmodifiableSortedMap(shares);
  }

  /**
   * The class that holds the most pixels. Pixels without a class stand as one more, earliest class;
   * of equally large ones the later class wins.
   *
   * @return its name, empty when pixels without a class are the most
   */
  public Optional<String> label() {
    SortedMap<String, Double> shares = fractions();
    double best = (double) counts[0] / Math.max(1, values.length);
    String label = null;
    for (String name : names) {
      if (shares.get(name) > 0 && shares.get(name) >= best) {
        best = shares.get(name);
        label = name;
      }
    }
    return Optional.ofNullable(label);
  }

  /**
   * The class that holds the most pixels, pixels without a class left out; of equally large ones
   * the later class.
   *
   * @return its name, empty when no pixel has a class
   */
  public Optional<String> largest() {
    SortedMap<String, Double> shares = fractions();
    String largest = null;
    for (String name : names) {
      if (shares.get(name) > 0 && (largest == null || shares.get(name) >= shares.get(largest))) {
        largest = name;
      }
    }
    return Optional.ofNullable(largest);
  }

  /**
   * The class of the pixel (width / 2, height / 2).
   *
   * @return its name, empty when it has none
   */
  public Optional<String> centre() {
    if (values.length == 0) {
      return Optional.empty();
    }
    int value = values[height / 2 * width + width / 2] & 255;
    return value == 0 ? Optional.empty() : Optional.of(names.get(value - 1));
  }

  @Override
  public String toString() {
    return "ClassMap[" + width + "x" + height + " of " + names + "]";
  }
}
