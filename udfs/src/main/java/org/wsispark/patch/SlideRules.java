package org.wsispark.patch;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a slide must be to go into a data set. What is not known of a slide does not count in its
 * favour: a slide of unknown organ is not of the wanted one.
 *
 * @param organs those wanted, as the catalogue writes them; empty for any, known or not
 * @param stains likewise
 * @param histologies likewise
 * @param annotated whether it must have an annotation
 * @param minPatches fewest patches it gives; 0 for any number
 * @param labels shares that its patches must have, all of them
 */
public record SlideRules(
    List<String> organs,
    List<String> stains,
    List<String> histologies,
    boolean annotated,
    long minPatches,
    List<LabelShare> labels) {

  /** Copies the lists. */
  public SlideRules {
    organs = List.copyOf(organs);
    stains = List.copyOf(stains);
    histologies = List.copyOf(histologies);
    labels = List.copyOf(labels);
  }

  /**
   * A slide that is left out.
   *
   * @param slideId the slide
   * @param rule name of the option that leaves it out
   * @param reason what is wrong, with the values that show it
   */
  public record LeftOut(String slideId, String rule, String reason) {}

  /**
   * What a catalogue knows of a slide.
   *
   * @param slideId the slide
   * @param organ or null
   * @param stain or null
   * @param histology or null
   * @param annotated whether it has an annotation
   */
  public record Known(
      String slideId, String organ, String stain, String histology, boolean annotated) {}

  /**
   * Whether patches have to be counted before {@link #ofPatches} can tell.
   *
   * @return whether any rule asks for them
   */
  public boolean countPatches() {
    return minPatches > 0 || !labels.isEmpty();
  }

  /**
   * Applies the rules that need no patches.
   *
   * @param slide what is known of it
   * @return why it is left out, by the first rule that does; empty when none does
   */
  public Optional<LeftOut> ofCatalogue(Known slide) {
    return wanted(slide.slideId(), "organs", "organ", organs, slide.organ())
        .or(() -> wanted(slide.slideId(), "stains", "stain", stains, slide.stain()))
        .or(
            () ->
                wanted(slide.slideId(), "histologies", "histology", histologies, slide.histology()))
        .or(
            () ->
                annotated && !slide.annotated()
                    ? left(slide.slideId(), "require-annotation", "it has no annotation")
                    : Optional.empty());
  }

  /**
   * Applies the rules on its patches.
   *
   * @param slideId the slide
   * @param patches how many it gives
   * @param shares of their area by class; empty without annotation
   * @return why it is left out, by the first rule that does; empty when none does
   */
  public Optional<LeftOut> ofPatches(String slideId, long patches, Map<String, Double> shares) {
    if (patches < minPatches) {
      return left(
          slideId, "min-patches", "it gives %d patches, not %d".formatted(patches, minPatches));
    }
    for (LabelShare label : labels) {
      if (!label.meets(shares)) {
        return left(
            slideId,
            "min-label-shares",
            "%s is wanted, but it has %.4g".formatted(label, label.share(shares)));
      }
    }
    return Optional.empty();
  }

  private static Optional<LeftOut> wanted(
      String slideId, String rule, String what, List<String> wanted, String value) {
    if (wanted.isEmpty() || (value != null && wanted.contains(value))) {
      return Optional.empty();
    }
    String is =
        value == null
            ? "its %s is not known".formatted(what)
            : "its %s is %s".formatted(what, value);
    return left(slideId, rule, is + ", not one of " + wanted);
  }

  private static Optional<LeftOut> left(String slideId, String rule, String reason) {
    return Optional.of(new LeftOut(slideId, rule, reason));
  }
}
