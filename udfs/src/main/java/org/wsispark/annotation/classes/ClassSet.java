package org.wsispark.annotation.classes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.errors.WsiException;

/**
 * Classes in order: the n-th class is value n of a mask, and later ones win where they overlap. A
 * layer belongs to the first class that takes it.
 *
 * @param about what the set is for
 * @param unmatched what becomes of layers that no class takes
 * @param classes 1 to 255
 */
public record ClassSet(String about, Unmatched unmatched, List<ClassRule> classes) {
  private static final int MOST_CLASSES = 255;

  /** What becomes of a layer that no class takes. */
  public enum Unmatched {
    /** It is left out; {@link Classified#unmatched()} has it. */
    LEAVE_OUT,
    /** The document is refused. */
    REFUSE
  }

  /**
   * A layer and its class.
   *
   * @param value of the class, from 1
   * @param rule the class
   * @param layer of the document, as it was
   */
  public record ClassifiedLayer(int value, ClassRule rule, Layer layer) {}

  /**
   * A document's layers by class.
   *
   * @param layers in order of the classes, then of the document
   * @param unmatched layers that no class takes
   */
  public record Classified(List<ClassifiedLayer> layers, List<Layer> unmatched) {
    /** Takes copies of the lists. */
    public Classified {
      layers = List.copyOf(layers);
      unmatched = List.copyOf(unmatched);
    }
  }

  /**
   * Takes a copy of the list and checks it.
   *
   * @throws WsiException {@link ClassesError#BAD_VALUE} for no or too many classes, or a name twice
   */
  public ClassSet {
    classes = List.copyOf(classes);
    if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
      throw WsiException.of(
              ClassesError.BAD_VALUE,
              "a set has 1 to %d classes, not %d",
              MOST_CLASSES,
              classes.size())
          .remedy("Split it, or leave out what is no class");
    }
    Set<String> names = new HashSet<>();
    for (ClassRule rule : classes) {
      if (!names.add(rule.name())) {
        throw WsiException.of(ClassesError.BAD_VALUE, "the class \"%s\" stands twice", rule.name())
            .remedy("Give one class several matches instead");
      }
    }
  }

  /**
   * Sorts a document's layers.
   *
   * @param document any
   * @return each layer once
   * @throws WsiException {@link ClassesError#UNMATCHED_LAYER} when no class takes a layer and the
   *     set refuses that
   */
  public Classified classified(AnnotationDocument document) {
    List<ClassifiedLayer> found = new ArrayList<>();
    List<Layer> left = new ArrayList<>();
    for (Layer layer : document.layers()) {
      int value = value(layer);
      if (value > 0) {
        found.add(new ClassifiedLayer(value, classes.get(value - 1), layer));
      } else {
        left.add(layer);
      }
    }
    found.sort(Comparator.comparingInt(ClassifiedLayer::value));
    if (unmatched == Unmatched.REFUSE && !left.isEmpty()) {
      throw WsiException.of(
              ClassesError.UNMATCHED_LAYER,
              "no class takes the layer %s",
              left.stream()
                  .map(layer -> layer.id() + " (" + layer.className() + ")")
                  .collect(Collectors.joining(", ")))
          .remedy("Add a match for it to the class file, or set unmatched: leave-out");
    }
    return new Classified(found, left);
  }

  /** The value of the first class that takes a layer, or 0. */
  private int value(Layer layer) {
    int value = 1;
    while (value <= classes.size() && !classes.get(value - 1).takes(layer)) {
      value++;
    }
    return value <= classes.size() ? value : 0;
  }
}
