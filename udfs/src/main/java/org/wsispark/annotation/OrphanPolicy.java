package org.wsispark.annotation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What becomes of orphan negatives: regions with NegativeROA that touch no positive region of their
 * layer. They take nothing out, so either they are a slip of the pen or the flag is.
 */
public enum OrphanPolicy {
  /** They are negative like any other, and so without effect. */
  SUBTRACT,
  /** As subtract, and the caller names them to the user. */
  WARN,
  /** They are positive regions. */
  POSITIVE;

  /**
   * As options write it.
   *
   * @return lower case
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of a text.
   *
   * @param text as {@link #text()} gives it
   * @return empty for any other
   */
  public static Optional<OrphanPolicy> of(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text().equals(text)).findFirst();
  }

  /**
   * All texts.
   *
   * @return in order
   */
  public static List<String> texts() {
    return Arrays.stream(values()).map(OrphanPolicy::text).toList();
  }

  /**
   * The orphan negatives of a layer.
   *
   * @param layer any
   * @return in the layer's order
   */
  public static List<Region> orphans(Layer layer) {
    return OrphanNegatives.in(layer).stream().sorted().map(layer.regions()::get).toList();
  }

  /**
   * The document as this policy reads it.
   *
   * @param document any
   * @return the same, or one whose orphan negatives are positive
   */
  public AnnotationDocument apply(AnnotationDocument document) {
    return this != POSITIVE
        ? document
        : new AnnotationDocument(
            document.mpp(),
            document.layers().stream().map(OrphanPolicy::withPositiveOrphans).toList(),
            document.fields(),
            document.foreign());
  }

  private static Layer withPositiveOrphans(Layer layer) {
    Set<Integer> orphans = OrphanNegatives.in(layer);
    return orphans.isEmpty()
        ? layer
        : layer.withRegions(
            IntStream.range(0, layer.regions().size())
                .mapToObj(
                    k ->
                        orphans.contains(k)
                            ? layer.regions().get(k).withNegative(false)
                            : layer.regions().get(k))
                .toList());
  }
}
