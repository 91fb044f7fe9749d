package org.wsispark.annotation.geojson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.HolePlanner;
import org.wsispark.annotation.HolePlanner.Planned;
import org.wsispark.annotation.HolePlanner.Polygon;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.LossCount;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.geometry.Ring;

/** Sorts features into a layer per class, in the order in which classes first appear. */
final class FeatureLayers {
  private static final int RED = Layer.lineColor(200, 0, 0);

  private final List<Feature> features;
  private final LossCount losses;

  FeatureLayers(List<Feature> features, LossCount losses) {
    this.features = features;
    this.losses = losses;
  }

  AnnotationDocument document() {
    Map<String, List<Feature>> classes = new LinkedHashMap<>();
    for (Feature feature : features) {
      classes.computeIfAbsent(feature.className(), name -> new ArrayList<>()).add(feature);
    }
    List<Layer> layers = new ArrayList<>();
    classes.forEach((name, members) -> layers.add(layer(layers.size() + 1, name, members)));
    return new AnnotationDocument(Optional.empty(), layers);
  }

  private Layer layer(int id, String name, List<Feature> members) {
    int color =
        members.stream().map(Feature::lineColor).flatMap(Optional::stream).findFirst().orElse(RED);
    Layer empty = Layer.drawn(id, name, color, List.of());
    List<Polygon> polygons =
        members.stream().flatMap(feature -> feature.shape().polygons().stream()).toList();
    List<Planned> planned = new HolePlanner(polygons).planned();
    LayerRegions regions = new LayerRegions(empty);
    int polygon = 0;
    for (Feature feature : members) {
      int size = feature.shape().polygons().size();
      regions.add(feature, planned.subList(polygon, polygon + size));
      polygon += size;
    }
    planned.forEach(plan -> losses.add(Loss.Kind.HOLES_AS_KEYHOLES, plan.joined()));
    return empty.withRegions(regions.regions);
  }

  /** The regions of one layer. */
  private final class LayerRegions {
    private final Layer layer;
    private final List<Region> regions = new ArrayList<>();
    private int features;

    LayerRegions(Layer layer) {
      this.layer = layer;
    }

    void add(Feature feature, List<Planned> polygons) {
      features++;
      int first = regions.size();
      List<Ring> lines = feature.shape().lines();
      List<Ring> points = feature.shape().points();
      for (Planned polygon : polygons) {
        region(RegionType.FREEHAND, false, polygon.outline(), feature, "");
      }
      for (Ring line : lines) {
        losses.add(Loss.Kind.LINES_AS_RULERS, line.size() > 2 ? 1 : 0);
        region(RegionType.RULER, false, line, feature, "LineString");
      }
      for (Ring point : points) {
        losses.add(Loss.Kind.POINTS_AS_REGIONS);
        region(RegionType.FREEHAND, false, point, feature, "Point");
      }
      if (regions.size() - first > 1) {
        for (int k = first; k < regions.size(); k++) {
          regions.set(k, with(regions.get(k), GeoJson.FEATURE, Integer.toString(features)));
        }
      }
      if (regions.size() > first) {
        Region whole = regions.get(first);
        List<NamedAttribute> attributes = new ArrayList<>(whole.attributes());
        attributes.addAll(feature.attributes(layer));
        regions.set(first, with(whole, attributes));
      }
      for (Planned polygon : polygons) {
        polygon.negatives().forEach(hole -> region(RegionType.FREEHAND, true, hole, feature, ""));
      }
    }

    private void region(
        RegionType type, boolean negative, Ring ring, Feature feature, String marked) {
      String text = negative ? "" : feature.name();
      Region region = Region.drawn(regions.size() + 1, type, negative, ring, text);
      regions.add(marked.isEmpty() ? region : with(region, GeoJson.TYPE, marked));
    }

    private static Region with(Region region, String name, String value) {
      List<NamedAttribute> attributes = new ArrayList<>(region.attributes());
      attributes.add(new NamedAttribute(name, Integer.toString(attributes.size()), value));
      return with(region, attributes);
    }

    private static Region with(Region region, List<NamedAttribute> attributes) {
      return new Region(
          region.id(),
          region.typeCode(),
          region.negative(),
          region.vertices(),
          region.text(),
          region.fields(),
          attributes,
          new TreeMap<>(),
          region.foreign());
    }
  }
}
