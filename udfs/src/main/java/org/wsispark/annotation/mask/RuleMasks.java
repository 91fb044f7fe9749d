package org.wsispark.annotation.mask;

import java.util.List;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.classes.ClassSet;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.SlideInfo;

/** Puts a document under a rule. */
public final class RuleMasks {
  private RuleMasks() {}

  /**
   * A document's mask on a slide.
   *
   * <p>By {@code exact} the n-th layer is value n and later layers win. By {@code paip2019} the
   * whole tumour (Id 1) is value 1 and the viable one (Id 2) is painted over it as value 2. By
   * {@code paip2020} the only layer is value 1. {@code paip2021} has its own labels, see the
   * challenge. One layer alone is value 1.
   *
   * @param rule which pixels belong to a layer
   * @param document its layers
   * @param layerIdOrNull one layer alone, or null for all
   * @param slide all of level 0, where the document lies on
   * @param base the finest grid that is asked for; a PAIP rule's own grid
   * @return the mask; of grids coarser than the base a PAIP rule gives samples
   * @throws WsiException {@link MaskError#NO_SUCH_LAYER}, {@link MaskError#TOO_MANY_LAYERS}, or
   *     {@link MaskError#RULE_DOCUMENT} for a document that the rule has no mask for
   */
  public static RuleMask of(
      MaskRule rule,
      AnnotationDocument document,
      String layerIdOrNull,
      PixelRect slide,
      MaskGrid base) {
    return switch (rule) {
      case EXACT ->
          layerIdOrNull == null
              ? LayerStack.all(document)
              : new LayerStack(List.of(RuleLayers.byId(document, layerIdOrNull, rule)));
      case PAIP2019 -> paip2019(document, layerIdOrNull, slide);
      case PAIP2020 -> paip2020(document, layerIdOrNull, base);
      case PAIP2021 -> paip2021(document, layerIdOrNull, slide, base);
    };
  }

  /**
   * A document's mask by the rule exact with the values of a set of classes.
   *
   * @param set its n-th class is value n
   * @param document its layers; those that no class takes are left out, if the set allows it
   * @return the mask
   * @throws WsiException {@link org.wsispark.annotation.classes.ClassesError#UNMATCHED_LAYER} when
   *     the set refuses a layer
   */
  public static RuleMask byClass(ClassSet set, AnnotationDocument document) {
    return new ClassStack(set, set.classified(document).layers());
  }

  /**
   * The finest grid of a mask, as the rule allows it.
   *
   * @param rule see {@link MaskRule#downsample()}
   * @param slide its size and levels
   * @param downsample level-0 px per mask px
   * @return see {@link MaskGrid#of(SlideInfo, int)}
   * @throws WsiException {@link MaskError#RULE_DOWNSAMPLE} when the rule has another downsample
   */
  public static MaskGrid grid(MaskRule rule, SlideInfo slide, int downsample) {
    rule.downsample()
        .filter(only -> only != downsample)
        .ifPresent(
            only -> {
              throw WsiException.of(
                      MaskError.RULE_DOWNSAMPLE,
                      "rule %s is defined at downsample %d, not %d",
                      rule.text(),
                      only,
                      downsample)
                  .remedy("Ask for --downsample " + only + ", or for rule exact at any");
            });
    return MaskGrid.of(slide, downsample);
  }

  private static RuleMask paip2019(
      AnnotationDocument document, String layerIdOrNull, PixelRect slide) {
    if (layerIdOrNull != null
        && !layerIdOrNull.equals(Paip2019Mask.WHOLE)
        && !layerIdOrNull.equals(Paip2019Mask.VIABLE)) {
      throw WsiException.of(
              MaskError.RULE_DOCUMENT,
              "rule paip2019 knows the layers 1 (whole) and 2 (viable), not %s",
              layerIdOrNull)
          .remedy("Name one of them, or leave --layer out for both");
    }
    return new Paip2019Mask(document, layerIdOrNull, slide.width(), slide.height());
  }

  private static RuleMask paip2020(
      AnnotationDocument document, String layerIdOrNull, MaskGrid base) {
    if (layerIdOrNull != null) {
      return new Paip2020Mask(RuleLayers.byId(document, layerIdOrNull, MaskRule.PAIP2020), base);
    }
    if (document.layers().size() != 1) {
      throw WsiException.of(
              MaskError.RULE_DOCUMENT,
              "rule paip2020 takes a document of one layer, this one has %d",
              document.layers().size())
          .remedy("Name one with --layer ID: " + RuleLayers.list(document));
    }
    return new Paip2020Mask(document.layers().get(0), base);
  }

  private static RuleMask paip2021(
      AnnotationDocument document, String layerIdOrNull, PixelRect slide, MaskGrid base) {
    if (layerIdOrNull != null) {
      throw WsiException.of(
              MaskError.RULE_DOCUMENT,
              "rule paip2021 paints all layers with labels of its own, not layer %s alone",
              layerIdOrNull)
          .remedy("Leave --layer out");
    }
    return new Paip2021Mask(document, base, slide.width(), slide.height());
  }
}
