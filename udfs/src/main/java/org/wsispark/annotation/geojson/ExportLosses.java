package org.wsispark.annotation.geojson;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationCheck;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Finding;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.LossCount;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.geometry.Ring;

/** What Aperio XML says and GeoJSON has no place for. */
final class ExportLosses {
  private static final Map<String, String> DEFAULTS =
      Region.drawn(0, RegionType.FREEHAND, false, Ring.ofPx(), "").fields();

  private ExportLosses() {}

  static void count(AnnotationDocument document, LossCount losses) {
    losses.add(Loss.Kind.FOREIGN_ELEMENTS, document.foreign().size());
    for (Layer layer : document.layers()) {
      losses.add(Loss.Kind.FOREIGN_ELEMENTS, layer.foreign().size());
      losses.add(Loss.Kind.EMPTY_LAYERS, layer.regions().isEmpty() ? 1 : 0);
      losses.add(
          Loss.Kind.ATTRIBUTES,
          layer.attributes().stream()
              .filter(value -> !value.name().equals("Description") || !value.value().isEmpty())
              .count());
      layer.regions().forEach(region -> count(region, losses));
    }
    AnnotationCheck check = AnnotationCheck.of(document, Optional.empty());
    long negatives =
        document.layers().stream()
            .flatMap(layer -> layer.regions().stream())
            .filter(Region::negative)
            .count();
    long orphans = check.count(Finding.Kind.ORPHAN_NEGATIVE);
    losses.add(Loss.Kind.NEGATIVES_AS_HOLES, negatives - orphans);
    losses.add(Loss.Kind.NEGATIVES_WITHOUT_AREA, orphans);
    losses.add(Loss.Kind.CROSSINGS_ROUNDED, check.count(Finding.Kind.SELF_CROSSING));
  }

  private static void count(Region region, LossCount losses) {
    losses.add(Loss.Kind.FOREIGN_ELEMENTS, region.foreign().size());
    TreeMap<String, String> fields = new TreeMap<>(region.fields());
    fields.put("DisplayId", DEFAULTS.get("DisplayId"));
    losses.add(Loss.Kind.DISPLAY_FIELDS, fields.equals(DEFAULTS) ? 0 : 1);
    losses.add(
        Loss.Kind.ATTRIBUTES,
        region.attributes().stream().map(NamedAttribute::name).filter(ExportLosses::isOwn).count());
    if (region.type() == RegionType.ELLIPSE && region.vertices().size() == 2) {
      losses.add(Loss.Kind.ELLIPSES_AS_POLYGONS);
    }
    boolean line =
        region.type() == RegionType.ARROW
            || region.type() == RegionType.RULER
            || region.type() == RegionType.UNKNOWN;
    if (line && ExportedFeature.attribute(region, GeoJson.TYPE).isEmpty()) {
      losses.add(Loss.Kind.ARROWS_AS_LINES);
    }
  }

  /** Whether GeoJSON's reader did not put it there. */
  private static boolean isOwn(String name) {
    return !name.startsWith("geojson.") && !name.startsWith(GeoJson.MEASUREMENT);
  }
}
