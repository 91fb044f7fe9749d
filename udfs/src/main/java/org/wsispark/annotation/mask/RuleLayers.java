package org.wsispark.annotation.mask;

import java.util.stream.Collectors;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.errors.WsiException;

/** Finds the layers that a rule works on. */
final class RuleLayers {
  private RuleLayers() {}

  static Layer byId(AnnotationDocument document, String id, MaskRule rule) {
    return document
        .layer(id)
        .orElseThrow(
            () ->
                WsiException.of(
                        MaskError.NO_SUCH_LAYER,
                        "there is no layer %s%s",
                        id,
                        rule == MaskRule.EXACT ? "" : ", which rule " + rule.text() + " needs")
                    .remedy("Layers: " + list(document)));
  }

  static String list(AnnotationDocument document) {
    return document.layers().stream()
        .map(layer -> layer.id() + " (" + layer.className() + ")")
        .collect(Collectors.joining(", "));
  }
}
