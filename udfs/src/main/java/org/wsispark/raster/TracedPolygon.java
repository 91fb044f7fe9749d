package org.wsispark.raster;

import java.util.List;
import org.wsispark.geometry.Ring;

/**
 * One 4-connected component of a mask: a polygon with holes, all its rings simple closed curves
 * that meet at single corners at most.
 *
 * @param shell outer boundary, in level-0 micro-pixels
 * @param holes boundaries of its holes; islands in them are polygons of their own
 * @param parent position of the polygon in whose hole this one directly lies, or -1
 * @param parentHole position of that hole in its polygon, or -1
 */
public record TracedPolygon(Ring shell, List<Ring> holes, int parent, int parentHole) {

  /** Takes a copy of the list. */
  public TracedPolygon {
    holes = List.copyOf(holes);
  }
}
