package org.wsispark.annotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.geometry.Mpp;

/**
 * The annotations of one slide. All coordinates are level-0 pixels of the slide as it is opened,
 * origin at the top-left corner, y down; the resolution is for information only.
 *
 * @param mpp of level 0, where the document says a usable one
 * @param layers in the file's order, which is the order of precedence: later ones win
 * @param fields other fields of the root element, verbatim
 * @param foreign elements without meaning here
 */
public record AnnotationDocument(
    Optional<Mpp> mpp,
    List<Layer> layers,
    Map<String, String> fields,
    List<ForeignElement> foreign) {

  /** Takes copies of the collections. */
  public AnnotationDocument {
    layers = List.copyOf(layers);
    fields = Fields.sorted(fields);
    foreign = List.copyOf(foreign);
  }

  /**
   * A document that no file had yet.
   *
   * @param mpp of level 0, where it is known
   * @param layers later ones win where they overlap
   */
  public AnnotationDocument(Optional<Mpp> mpp, List<Layer> layers) {
    this(mpp, layers, Map.of(), List.of());
  }

  /**
   * A layer by its id.
   *
   * @param id as in the file
   * @return the first layer of that id
   */
  public Optional<Layer> layer(String id) {
    return layers.stream().filter(layer -> layer.id().equals(id)).findFirst();
  }
}
