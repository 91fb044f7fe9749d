package org.wsispark.annotation;

import java.util.List;

/**
 * A document made from another format.
 *
 * @param document its layers and regions
 * @param losses what the document cannot hold, or holds in another form
 */
public record ConvertedAnnotations(AnnotationDocument document, List<Loss> losses) {

  /** Takes a copy of the list. */
  public ConvertedAnnotations {
    losses = List.copyOf(losses);
  }
}
