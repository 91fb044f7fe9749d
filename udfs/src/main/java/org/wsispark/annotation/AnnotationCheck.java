package org.wsispark.annotation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;

/**
 * What a document holds and what is odd about it. Findings are no errors: every document that was
 * read can be rasterized.
 *
 * @param layers counts, in the document's order
 * @param findings in the document's order
 */
public record AnnotationCheck(List<LayerSummary> layers, List<Finding> findings) {

  /** Takes copies of the lists. */
  public AnnotationCheck {
    layers = List.copyOf(layers);
    findings = List.copyOf(findings);
  }

  /**
   * Checks a document.
   *
   * @param document any
   * @param slide the slide's extent in level-0 pixels, where it is known
   * @return counts and findings
   */
  public static AnnotationCheck of(AnnotationDocument document, Optional<PixelRect> slide) {
    List<Finding> findings = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Layer layer : document.layers()) {
      if (!ids.add(layer.id())) {
        findings.add(onLayer(Finding.Kind.DUPLICATE_LAYER_ID, layer));
      }
      if (layer.regions().isEmpty()) {
        findings.add(onLayer(Finding.Kind.EMPTY_LAYER, layer));
      }
      findings.addAll(new LayerFindings(layer, slide).list());
    }
    return new AnnotationCheck(document.layers().stream().map(LayerSummary::of).toList(), findings);
  }

  private static Finding onLayer(Finding.Kind kind, Layer layer) {
    return new Finding(kind, layer.id(), -1, "", layer.className());
  }

  /**
   * Whether nothing needs to be looked at.
   *
   * @return true when no finding is a defect
   */
  public boolean isClean() {
    return findings.stream().noneMatch(finding -> finding.kind().isDefect());
  }

  /**
   * How many findings of a kind there are.
   *
   * @param kind which
   * @return 0 or more
   */
  public long count(Finding.Kind kind) {
    return findings.stream().filter(finding -> finding.kind() == kind).count();
  }

  /** The findings of one layer's regions. */
  private static final class LayerFindings {
    private final Layer layer;
    private final Optional<PixelRect> slide;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Shape> shapes = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    private record Shape(int type, boolean negative, Ring vertices) {}

    LayerFindings(Layer layer, Optional<PixelRect> slide) {
      this.layer = layer;
      this.slide = slide;
    }

    List<Finding> list() {
      Set<Integer> orphans = OrphanNegatives.in(layer);
      for (int k = 0; k < layer.regions().size(); k++) {
        Region region = layer.regions().get(k);
        Ring ring = region.vertices();
        outline(k, region);
        if (orphans.contains(k)) {
          add(Finding.Kind.ORPHAN_NEGATIVE, k, "no positive region of the layer touches it");
        }
        if (slide.isPresent() && ring.size() > 0) {
          extent(k, region, slide.get());
        }
        if (!shapes.add(new Shape(region.typeCode(), region.negative(), ring))) {
          add(Finding.Kind.DUPLICATE, k, ring.size() + " vertices");
        }
        if (!ids.add(region.id())) {
          add(Finding.Kind.DUPLICATE_ID, k, region.id());
        }
        stored(k, region);
      }
      return findings;
    }

    private void outline(int k, Region region) {
      Ring ring = region.vertices();
      boolean hasArea = RegionOutline.of(region).isPresent();
      if (hasArea ? RingShape.isDegenerate(region) : ring.size() < 2) {
        add(Finding.Kind.DEGENERATE, k, ring.size() + " vertices");
      } else if (hasArea) {
        RingShape.properCrossing(ring)
            .ifPresent(place -> add(Finding.Kind.SELF_CROSSING, k, place));
        if (region.type() == RegionType.FREEHAND && !RingShape.isClosed(ring)) {
          add(Finding.Kind.OPEN, k, ring.size() + " vertices");
        }
      }
    }

    private void stored(int k, Region region) {
      RegionMeasures measures = RegionMeasures.of(region);
      String length = RegionMeasures.text(measures.lengthPx());
      String area = RegionMeasures.text(measures.areaPx());
      // What the last decimal and six places of the coordinates allow. ImageScope rounds the box of
      // an ellipse after it has measured it, so there a pixel on each side is allowed, too.
      boolean ellipse = region.type() == RegionType.ELLIPSE;
      double lengthSlack = 0.11 + (ellipse ? 4 : measures.lengthPx() * 1e-6);
      double areaSlack = 0.11 + measures.lengthPx() * (ellipse ? 1 : 1e-6);
      if (differs(region.fields().get("Length"), measures.lengthPx(), lengthSlack)
          || differs(region.fields().get("Area"), measures.areaPx(), areaSlack)) {
        String detail = "the vertices have Length=" + length + " Area=" + area;
        add(Finding.Kind.STORED_MEASURE_DIFFERS, k, detail);
      }
    }

    private static boolean differs(String stored, double computed, double slack) {
      if (stored == null) {
        return false;
      }
      try {
        return !(Math.abs(Double.parseDouble(stored) - computed) <= slack);
      } catch (NumberFormatException failure) {
        return true;
      }
    }

    private void extent(int k, Region region, PixelRect bounds) {
      RingShape.Extent extent = RingShape.extent(region.vertices());
      String detail =
          String.format(
              Locale.ROOT,
              "x %.1f to %.1f, y %.1f to %.1f",
              extent.left(),
              extent.right(),
              extent.top(),
              extent.bottom());
      if (extent.right() <= bounds.x()
          || extent.left() >= bounds.right()
          || extent.bottom() <= bounds.y()
          || extent.top() >= bounds.bottom()) {
        add(Finding.Kind.OUTSIDE, k, detail);
      } else if (extent.left() < bounds.x()
          || extent.right() > bounds.right()
          || extent.top() < bounds.y()
          || extent.bottom() > bounds.bottom()) {
        add(Finding.Kind.PARTLY_OUTSIDE, k, detail);
      }
    }

    private void add(Finding.Kind kind, int k, String detail) {
      findings.add(new Finding(kind, layer.id(), k, layer.regions().get(k).id(), detail));
    }
  }
}
