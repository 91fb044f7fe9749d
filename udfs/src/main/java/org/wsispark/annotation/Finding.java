package org.wsispark.annotation;

/**
 * Something that a check noticed.
 *
 * @param kind what it is
 * @param layerId id of the layer, as in the file
 * @param regionIndex position of the region in its layer, from 0, or -1 for the layer itself
 * @param regionId id of the region, as in the file; empty for the layer itself
 * @param detail values that show it
 */
public record Finding(Kind kind, String layerId, int regionIndex, String regionId, String detail) {

  /** What a check looks for. */
  public enum Kind {
    /** A shape with area that has none: fewer than three distinct vertices, or all on a line. */
    DEGENERATE(true),
    /** Two sides of an outline cross at a point inside both; lobes follow even-odd. */
    SELF_CROSSING(true),
    /**
     * A freehand outline whose last vertex does not repeat the first; it is filled all the same.
     */
    OPEN(false),
    /** A negative region that touches no positive region of its layer. */
    ORPHAN_NEGATIVE(true),
    /** A region that lies outside the slide as a whole. */
    OUTSIDE(true),
    /** A region that passes the slide's edge; it is clipped. */
    PARTLY_OUTSIDE(false),
    /** The same shape as an earlier region of the layer. */
    DUPLICATE(true),
    /** A region id that an earlier region of the layer has, too. */
    DUPLICATE_ID(false),
    /** A layer id that an earlier layer has, too. */
    DUPLICATE_LAYER_ID(true),
    /** A layer without regions. */
    EMPTY_LAYER(false),
    /** The stored length or area is not that of the vertices. */
    STORED_MEASURE_DIFFERS(false);

    private final boolean defect;

    Kind(boolean defect) {
      this.defect = defect;
    }

    /**
     * Whether it should be looked at; else it is common in sound files and only told.
     *
     * @return true for a defect
     */
    public boolean isDefect() {
      return defect;
    }
  }
}
