package org.wsispark.annotation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of one layer.
 *
 * @param layerId as in the file
 * @param className see {@link Layer#className()}
 * @param regions all regions
 * @param negatives those that are taken out
 * @param vertices of all regions together
 * @param byType regions by type code
 */
public record LayerSummary(
    String layerId,
    String className,
    int regions,
    int negatives,
    long vertices,
    SortedMap<Integer, Integer> byType) {

  /** Takes a copy of the map. */
  public LayerSummary {
    byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
  }

  static LayerSummary of(Layer layer) {
    TreeMap<Integer, Integer> byType = new TreeMap<>();
    layer.regions().forEach(region -> byType.merge(region.typeCode(), 1, Integer::sum));
    return new LayerSummary(
        layer.id(),
        layer.className(),
        layer.regions().size(),
        (int) layer.regions().stream().filter(Region::negative).count(),
        layer.regions().stream().mapToLong(region -> region.vertices().size()).sum(),
        byType);
  }
}
