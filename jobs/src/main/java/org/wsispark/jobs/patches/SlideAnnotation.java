package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.annotation.classes.ClassSet;
import org.wsispark.annotation.classes.ClassSet.ClassifiedLayer;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.MaskRule;
import org.wsispark.annotation.mask.RuleMask;
import org.wsispark.annotation.mask.RuleMasks;
import org.wsispark.geometry.Downsample;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.patch.LabelFractions;

/**
 * How a set reads the annotation of a slide: what bounds its patches, and what the classes are.
 *
 * @param labels policy of orphans and the rule of labels
 * @param classes which layer is which class; null when layers are the classes
 * @param roi class or layer that bounds where patches may lie; empty for none
 */
record SlideAnnotation(LabelOptions labels, ClassChoice classes, String roi)
    implements Serializable {

  /** Reads it; empty where the slide has none. */
  Layers of(PatchSlide slide) {
    AnnotationDocument document =
        slide.document() == null
            ? new AnnotationDocument(Optional.empty(), List.of())
            : labels.orphanPolicy().apply(AperioXml.read(slide.document(), slide.documentId()));
    List<Layer> interest = roi.isEmpty() ? List.of() : interest(document);
    List<Layer> others =
        document.layers().stream().filter(layer -> !interest.contains(layer)).toList();
    return new Layers(
        new AnnotationDocument(document.mpp(), others),
        new AnnotationDocument(document.mpp(), interest),
        classes == null ? null : classes.set());
  }

  /**
   * The layers of one document by what they are for.
   *
   * @param others all but the region of interest
   * @param interest the region of interest
   * @param set numbers the others; null when the n-th of them is value n
   */
  record Layers(AnnotationDocument others, AnnotationDocument interest, ClassSet set) {

    /** Every class with its value. */
    RuleMask mask(MaskGrid pixels) {
      return set == null
          ? RuleMasks.of(MaskRule.EXACT, others, null, pixels.rect(), pixels)
          : RuleMasks.byClass(set, others);
    }

    /** The same classes to be counted. */
    LabelFractions counted(Downsample downsample) {
      return set == null
          ? new LabelFractions(others, downsample)
          : new LabelFractions(set, others, downsample);
    }

    /** The region of interest to be counted; without any area where the slide has none. */
    LabelFractions inside(Downsample downsample) {
      return new LabelFractions(interest, downsample);
    }
  }

  /** The layers of the class of that name, if there is such a class; else those of the name. */
  private List<Layer> interest(AnnotationDocument document) {
    ClassSet set = classes == null ? null : classes.set();
    if (set != null && set.classes().stream().anyMatch(rule -> rule.name().equals(roi))) {
      return set.classified(document).layers().stream()
          .filter(layer -> layer.rule().name().equals(roi))
          .map(ClassifiedLayer::layer)
          .toList();
    }
    return document.layers().stream().filter(layer -> layer.className().equals(roi)).toList();
  }
}
