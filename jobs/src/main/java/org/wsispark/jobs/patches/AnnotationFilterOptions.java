package org.wsispark.jobs.patches;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.AnnotationLimits;

/**
 * What the annotation must say of a patch for it to be made; shares are of the whole patch, exact
 * in its pixels.
 */
public record AnnotationFilterOptions(
    @Key(
            "Class or layer that bounds where patches may lie; it is no class then. Empty for"
                + " anywhere.")
        String roi,
    @Key("Least share of a patch inside roi, above 0 to 1.") double minRoiFraction,
    @Key("Least share that any class covers, 0 to 1: 1 makes fully annotated patches only.")
        double minAnnotatedFraction,
    @Key("Least share that belongs to label-classes, 0 to 1.") double minLabelFraction,
    @Key("Classes that min-label-fraction is of; empty for any class.") List<String> labelClasses) {

  /** Checks the ranges. */
  public AnnotationFilterOptions {
    labelClasses = List.copyOf(labelClasses);
    if (!(minRoiFraction > 0 && minRoiFraction <= 1)) {
      throw OptionsError.badValue(
          "min-roi-fraction", minRoiFraction, "it lies above 0 and up to 1");
    }
    new AnnotationLimits(minLabelFraction, labelClasses, minAnnotatedFraction);
  }

  /** Patches may lie anywhere, annotated or not. */
  public static AnnotationFilterOptions defaults() {
    return new AnnotationFilterOptions("", 1, 0, 0, List.of());
  }

  /** Inside a class or layer only. */
  public AnnotationFilterOptions withRoi(String name, double minFraction) {
    return new AnnotationFilterOptions(
        name, minFraction, minAnnotatedFraction, minLabelFraction, labelClasses);
  }

  AnnotationLimits limits() {
    return new AnnotationLimits(minLabelFraction, labelClasses, minAnnotatedFraction);
  }

  /**
   * A region of interest that no slide has would drop every patch of every slide.
   *
   * @param layers classes of the regions of all slides
   */
  void checkRoi(ClassChoice choiceOrNull, Supplier<Set<String>> layers) {
    if (roi.isEmpty() || names(choiceOrNull).contains(roi)) {
      return;
    }
    Set<String> known = layers.get();
    if (!known.contains(roi)) {
      throw OptionsError.badValue(
          "roi",
          roi,
          "no class has this name and no slide has such a layer; the slides' layers are " + known);
    }
  }

  private static List<String> names(ClassChoice choiceOrNull) {
    return choiceOrNull == null
        ? List.of()
        : choiceOrNull.set().classes().stream().map(rule -> rule.name()).toList();
  }

  /** A name that no class has would drop every patch of every slide. */
  void check(ClassChoice choiceOrNull) {
    if (choiceOrNull == null) {
      return;
    }
    List<String> names = names(choiceOrNull);
    for (String name : labelClasses) {
      if (!names.contains(name)) {
        throw OptionsError.badValue("label-classes", name, "the class file has " + names);
      }
    }
  }
}
