package org.wsispark.annotation.aperio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Ring;

/**
 * Edits sorted by what they touch, checked against the document they are for.
 *
 * @param layers changes of existing layers, by position
 * @param added new layers, in order
 */
record EditPlan(SortedMap<Integer, LayerPatch> layers, List<Layer> added) {

  /** Changes of one layer. */
  static final class LayerPatch {
    final SortedMap<String, String> fields = new TreeMap<>();
    final SortedMap<Integer, RegionPatch> regions = new TreeMap<>();
    final List<Region> added = new ArrayList<>();
  }

  /** Changes of one region. */
  static final class RegionPatch {
    final SortedMap<String, String> fields = new TreeMap<>();
    final SortedMap<Integer, AperioEdit.MoveVertex> moved = new TreeMap<>();
    boolean deleted;

    /** The region's ring with its moved vertices. */
    Ring ring(Ring before) {
      long[] xs = new long[before.size()];
      long[] ys = new long[before.size()];
      for (int k = 0; k < xs.length; k++) {
        AperioEdit.MoveVertex to = moved.get(k);
        xs[k] = to == null ? before.xMicroPx(k) : to.xMicroPx();
        ys[k] = to == null ? before.yMicroPx(k) : to.yMicroPx();
      }
      return Ring.ofMicroPx(xs, ys);
    }
  }

  static EditPlan of(AnnotationDocument document, List<AperioEdit> edits) {
    EditPlan plan = new EditPlan(new TreeMap<>(), new ArrayList<>());
    for (AperioEdit edit : edits) {
      plan.take(document, edit);
    }
    for (LayerPatch layer : plan.layers.values()) {
      for (Map.Entry<Integer, RegionPatch> region : layer.regions.entrySet()) {
        RegionPatch patch = region.getValue();
        if (patch.deleted && !(patch.fields.isEmpty() && patch.moved.isEmpty())) {
          throw wrong("region %d is deleted and changed at once", region.getKey());
        }
      }
    }
    return plan;
  }

  private void take(AnnotationDocument document, AperioEdit edit) {
    if (edit instanceof AperioEdit.AddLayer add) {
      added.add(add.layer());
    } else if (edit instanceof AperioEdit.AddRegion add) {
      layer(document, add.layer()).added.add(add.region());
    } else if (edit instanceof AperioEdit.SetLayerField set) {
      once(layer(document, set.layer()).fields.put(set.name(), set.value()), set.name());
    } else if (edit instanceof AperioEdit.SetRegionField set) {
      RegionPatch patch = region(document, set.layer(), set.region());
      once(patch.fields.put(set.name(), set.value()), set.name());
    } else if (edit instanceof AperioEdit.DeleteRegion delete) {
      region(document, delete.layer(), delete.region()).deleted = true;
    } else if (edit instanceof AperioEdit.MoveVertex move) {
      RegionPatch patch = region(document, move.layer(), move.region());
      Ring ring = document.layers().get(move.layer()).regions().get(move.region()).vertices();
      require(move.vertex(), ring.size(), "vertex");
      once(patch.moved.put(move.vertex(), move), "vertex " + move.vertex());
    }
  }

  private LayerPatch layer(AnnotationDocument document, int layer) {
    require(layer, document.layers().size(), "layer");
    return layers.computeIfAbsent(layer, position -> new LayerPatch());
  }

  private RegionPatch region(AnnotationDocument document, int layer, int region) {
    LayerPatch patch = layer(document, layer);
    require(region, document.layers().get(layer).regions().size(), "region");
    return patch.regions.computeIfAbsent(region, position -> new RegionPatch());
  }

  private static void require(int position, int size, String what) {
    if (position < 0 || position >= size) {
      throw wrong("there is no %s %d; the last is %d", what, position, size - 1);
    }
  }

  private static void once(Object before, String what) {
    if (before != null) {
      throw wrong("%s is set twice", what);
    }
  }

  @com.google.errorprone.annotations.FormatMethod
  private static WsiException wrong(String problem, Object... values) {
    return WsiException.of(AnnotationError.BAD_EDIT, problem, values)
        .remedy(
            "Positions count from 0 in the document before the edits; put others in a later call");
  }

  /** The document as the edits make it, without looking at bytes. */
  AnnotationDocument applied(AnnotationDocument document) {
    List<Layer> all = new ArrayList<>();
    for (int k = 0; k < document.layers().size(); k++) {
      Layer layer = document.layers().get(k);
      all.add(layers.containsKey(k) ? applied(layer, layers.get(k)) : layer);
    }
    all.addAll(added);
    return new AnnotationDocument(document.mpp(), all, document.fields(), document.foreign());
  }

  private static Layer applied(Layer layer, LayerPatch patch) {
    List<Region> regions = new ArrayList<>();
    for (int k = 0; k < layer.regions().size(); k++) {
      RegionPatch change = patch.regions.get(k);
      if (change == null) {
        regions.add(layer.regions().get(k));
      } else if (!change.deleted) {
        regions.add(applied(layer.regions().get(k), change));
      }
    }
    regions.addAll(patch.added);
    TreeMap<String, String> fields = new TreeMap<>(layer.fields());
    fields.putAll(patch.fields);
    String name = fields.remove("Name");
    return new Layer(
        layer.id(),
        name == null ? layer.name() : name,
        layer.type(),
        layer.lineColor(),
        fields,
        layer.attributes(),
        layer.headers(),
        regions,
        layer.foreign());
  }

  private static Region applied(Region region, RegionPatch patch) {
    TreeMap<String, String> fields = new TreeMap<>(region.fields());
    if (!patch.moved.isEmpty()) {
      fields.keySet().removeAll(StoredMeasures.NAMES);
    }
    fields.putAll(patch.fields);
    String text = fields.remove("Text");
    String negative = fields.remove("NegativeROA");
    return new Region(
        region.id(),
        region.typeCode(),
        negative == null ? region.negative() : negative.equals("1"),
        patch.ring(region.vertices()),
        text == null ? region.text() : text,
        fields,
        region.attributes(),
        region.vertexFields(),
        region.foreign());
  }
}
