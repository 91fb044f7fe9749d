package org.wsispark.annotation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.algorithm.RayCrossingCounter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.wsispark.geometry.Ring;

/**
 * Finds the negative regions of a layer that touch none of its positive regions. Two rings touch
 * when their outlines meet or when one holds a vertex of the other, by even-odd, so no outline has
 * to be made valid first.
 */
final class OrphanNegatives {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private OrphanNegatives() {}

  /** Positions in the layer's list. */
  static Set<Integer> in(Layer layer) {
    Set<Integer> orphans = new HashSet<>();
    if (layer.regions().stream().noneMatch(Region::negative)) {
      return orphans;
    }
    STRtree positives = new STRtree();
    for (Ring ring : LayerMasks.rings(layer, false)) {
      if (ring.size() > 0) {
        LineString line = line(ring);
        positives.insert(line.getEnvelopeInternal(), line);
      }
    }
    for (int k = 0; k < layer.regions().size(); k++) {
      Region region = layer.regions().get(k);
      Ring ring = region.negative() ? RegionOutline.of(region).orElse(null) : null;
      if (ring != null && ring.size() > 0 && !touchesAny(line(ring), positives)) {
        orphans.add(k);
      }
    }
    return orphans;
  }

  private static LineString line(Ring ring) {
    return FACTORY.createLineString(RingShape.closed(ring));
  }

  private static boolean touchesAny(LineString negative, STRtree positives) {
    PreparedGeometry prepared = PreparedGeometryFactory.prepare(negative);
    List<?> near = positives.query(negative.getEnvelopeInternal());
    return near.stream()
        .map(LineString.class::cast)
        .anyMatch(
            positive ->
                holds(positive, negative.getCoordinateN(0))
                    || holds(negative, positive.getCoordinateN(0))
                    || prepared.intersects(positive));
  }

  private static boolean holds(LineString ring, Coordinate point) {
    return RayCrossingCounter.locatePointInRing(point, ring.getCoordinates()) != Location.EXTERIOR;
  }
}
