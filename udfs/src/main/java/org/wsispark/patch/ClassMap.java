package org.wsispark.patch;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.errors.WsiException;
import org.wsispark.raster.BitMask;

/**
 * Which class each pixel of a patch belongs to. Classes are given in order and later ones win where
 * they overlap, so every pixel has at most one class.
 */
public final class ClassMap {
  private static final int MOST_CLASSES = 255;

  private final int width;
  private final int height;
  private final List<String> names;
  private final byte[] values;
  private final long[] counts;

  /**
   * One class's pixels.
   *
   * @param name of the class; two masks of one name are one class in the fractions
   * @param mask its pixels
   */
  public record ClassMask(String name, BitMask mask) {}

  private ClassMap(int width, int height, List<String> names, byte[] values) {
    this.width = width;
    this.height = height;
    this.names = names;
    this.values = values;
    this.counts = new long[names.size() + 1];
    for (byte value : values) {
      counts[value & 255]++;
    }
  }

  /**
   * Paints classes one over the other.
   *
   * @param width of the patch in pixels
   * @param height of the patch in pixels
   * @param classes in order, later ones win; masks of the patch's size
   * @return the map
   * @throws WsiException {@link PatchError#TOO_MANY_CLASSES} above 255
   */
  public static ClassMap of(int width, int height, List<ClassMask> classes) {
    if (classes.size() > MOST_CLASSES) {
      throw WsiException.of(
              PatchError.TOO_MANY_CLASSES,
              "%d classes, at most %d fit into a class map",
              classes.size(),
              MOST_CLASSES)
          .remedy("Choose the layers that are classes");
    }
    byte[] values = new byte[width * height];
    for (int k = 0; k < classes.size(); k++) {
      paint(values, width, height, classes.get(k).mask(), (byte) (k + 1));
    }
    return new ClassMap(width, height, classes.stream().map(ClassMask::name).toList(), values);
  }

  private static void paint(byte[] values, int width, int height, BitMask mask, byte value) {
    if (mask.width() != width || mask.height() != height) {
      throw new IllegalArgumentException(mask + " is not " + width + "x" + height);
    }
    for (int y = 0; y < height; y++) {
      int x = mask.next(y, 0, true);
      while (x < width) {
        int end = mask.next(y, x, false);
        Arrays.fill(values, y * width + x, y * width + end, value);
        x = mask.next(y, end, true);
      }
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
   * Whether any pixel has a class.
   *
   * @return false when all are background
   */
  public boolean hasForeground() {
    return counts[0] < values.length;
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
