package org.wsispark.patch;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many pixels of a patch each class has, and what follows from that. Every pixel has at most
 * one class.
 */
public final class ClassCounts {
  private final List<String> names;
  private final long[] counts;
  private final long areaPx;
  private final int centre;

  /**
   * A patch's counts.
   *
   * @param names of the classes, the n-th that of value n; a name that stands twice is one class in
   *     the shares
   * @param counts pixels of value n at n, those without a class at 0; copied
   * @param centre value of the pixel (width / 2, height / 2); 0 for none
   * @throws IllegalArgumentException when there is not one count for each name and one more
   */
  public ClassCounts(List<String> names, long[] counts, int centre) {
    if (counts.length != names.size() + 1 || centre < 0 || centre > names.size()) {
      throw new IllegalArgumentException(
          counts.length + " counts and centre " + centre + " of " + names);
    }
    this.names = List.copyOf(names);
    this.counts = counts.clone();
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    this.areaPx = sum;
    this.centre = centre;
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
    pixels.forEach((name, count) -> shares.put(name, (double) count / areaPx));
    return Collections.unmodifiableSortedMap(shares);
  }

  /**
   * The share of the patch that any class has.
   *
   * @return 0 to 1
   */
  public double annotated() {
    return areaPx == 0 ? 0 : (double) (areaPx - counts[0]) / areaPx;
  }

  /**
   * The share of the patch that some classes have together.
   *
   * @param some names of classes
   * @return 0 to 1
   */
  public double of(Collection<String> some) {
    long pixels = 0;
    for (int k = 0; k < names.size(); k++) {
      pixels += some.contains(names.get(k)) ? counts[k + 1] : 0;
    }
    return areaPx == 0 ? 0 : (double) pixels / areaPx;
  }

  /**
   * The class that holds the most pixels. Pixels without a class stand as one more, earliest class;
   * of equally large ones the later class wins.
   *
   * @return its name, empty when pixels without a class are the most
   */
  public Optional<String> label() {
    SortedMap<String, Double> shares = fractions();
    double best = (double) counts[0] / Math.max(1, areaPx);
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
    return centre == 0 ? Optional.empty() : Optional.of(names.get(centre - 1));
  }

  @Override
  public String toString() {
    return "ClassCounts[" + areaPx + " px of " + names + "]";
  }
}
