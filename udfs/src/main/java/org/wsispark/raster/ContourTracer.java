package org.wsispark.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Ring;

/**
 * Outlines of a mask along its pixel edges: the inverse of {@link ExactRasterizer}, so that
 * rasterizing what was traced gives the mask again, for any mask.
 *
 * <p>Components are 4-connected: pixels that touch only at a corner belong to different components
 * unless they are connected some other way, and a component that closes a ring through such a
 * corner contact has a hole there. Each component gives one positive ring, its outer boundary; each
 * of its holes gives one negative ring. Both are simple closed curves. The components that lie
 * directly in a hole are its islands; they are left out of the negative ring by keyholes: from the
 * top-left corner of each island the ring runs left along the pixel grid to the nearest outline,
 * there and back, and round the island. Such double edges cancel under even-odd. So the inside of a
 * negative ring is exactly the background of its hole, and no island needs to be told from another
 * when a layer is the union of its positive rings minus the union of its negative ones.
 *
 * <p>The work and the memory grow with the number of runs of foreground, not with pixels.
 */
public final class ContourTracer {
  private static final int NONE = -1;

  private final Cracks cracks;
  private final CornerAxis xAxis;
  private final CornerAxis yAxis;

  /** Loop of each crack, in the order in which their top-left corners are met. */
  private final int[] loopOf;

  /** Of each loop: itself for a hole, the hole that an island lies in, or NONE. */
  private int[] holeOf = new int[64];

  /** First crack of each loop, and its row. */
  private int[] firsts = new int[64];

  private int[] rows = new int[64];
  private int loops;

  /** First crack of the island that is reached from a node, or NONE. */
  private final int[] islandAt;

  private ContourTracer(Cracks cracks, CornerAxis xAxis, CornerAxis yAxis) {
    this.cracks = cracks;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    this.loopOf = new int[cracks.count()];
    this.islandAt = new int[2 * cracks.count()];
    Arrays.fill(loopOf, NONE);
    Arrays.fill(islandAt, NONE);
  }

  /**
   * Traces.
   *
   * @param mask any
   * @param downsample level-0 pixels per mask pixel, at least 2/1000000
   * @param offsetX mask pixels from the slide's left edge to the mask's
   * @param offsetY mask pixels from the slide's top edge to the mask's
   * @return rings in level-0 micro-pixels, corners rounded to the nearest; each list in the order
   *     of the rings' top-left corners, row by row
   * @throws IllegalArgumentException when the downsample is too small, or the mask lies beyond
   *     {@link Ring#LIMIT_PX}
   */
  public static Outlines trace(BitMask mask, Downsample downsample, int offsetX, int offsetY) {
    ContourTracer tracer =
        new ContourTracer(
            new Cracks(mask),
            new CornerAxis(downsample.x(), offsetX, mask.width()),
            new CornerAxis(downsample.y(), offsetY, mask.height()));
    return tracer.trace();
  }

  /**
   * Traces into polygons with holes, without keyholes.
   *
   * @param mask any
   * @param downsample level-0 pixels per mask pixel, at least 2/1000000
   * @param offsetX mask pixels from the slide's left edge to the mask's
   * @param offsetY mask pixels from the slide's top edge to the mask's
   * @return one polygon per component, in the order of their top-left corners, row by row
   * @throws IllegalArgumentException when the downsample is too small, or the mask lies beyond
   *     {@link Ring#LIMIT_PX}
   */
  public static List<TracedPolygon> polygons(
      BitMask mask, Downsample downsample, int offsetX, int offsetY) {
    ContourTracer tracer =
        new ContourTracer(
            new Cracks(mask),
            new CornerAxis(downsample.x(), offsetX, mask.width()),
            new CornerAxis(downsample.y(), offsetY, mask.height()));
    return tracer.polygons();
  }

  private Outlines trace() {
    findLoops();
    List<Ring> positive = new ArrayList<>();
    List<Ring> negative = new ArrayList<>();
    for (int loop = 0; loop < loops; loop++) {
      boolean hole = isHole(loop);
      (hole ? negative : positive).add(ring(firsts[loop], rows[loop], hole));
    }
    return new Outlines(positive, negative);
  }

  private List<TracedPolygon> polygons() {
    findLoops();
    // Of an outer boundary: its place in the result. Of a hole: its place in its polygon.
    int[] place = new int[loops];
    int[] shellOfComponent = new int[cracks.count() / 2];
    List<List<Ring>> holes = new ArrayList<>();
    for (int loop = 0; loop < loops; loop++) {
      int component = cracks.component(firsts[loop]);
      if (isHole(loop)) {
        List<Ring> siblings = holes.get(place[shellOfComponent[component]]);
        place[loop] = siblings.size();
        siblings.add(ring(firsts[loop], rows[loop], false));
      } else {
        shellOfComponent[component] = loop;
        place[loop] = holes.size();
        holes.add(new ArrayList<>());
      }
    }
    List<TracedPolygon> polygons = new ArrayList<>();
    for (int loop = 0; loop < loops; loop++) {
      if (!isHole(loop)) {
        int hole = holeOf[loop];
        int parent = hole == NONE ? NONE : shellOfComponent[cracks.component(firsts[hole])];
        polygons.add(
            new TracedPolygon(
                ring(firsts[loop], rows[loop], false),
                holes.get(place[loop]),
                hole == NONE ? NONE : place[parent],
                hole == NONE ? NONE : place[hole]));
      }
    }
    return polygons;
  }

  private boolean isHole(int loop) {
    return !Cracks.isLeftEnd(firsts[loop]);
  }

  private void findLoops() {
    for (int row = 0; row < cracks.height(); row++) {
      for (int crack = cracks.rowStart(row); crack < cracks.rowStart(row + 1); crack++) {
        if (loopOf[crack] == NONE) {
          if (loops == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * loops);
            rows = Arrays.copyOf(rows, 2 * loops);
            holeOf = Arrays.copyOf(holeOf, 2 * loops);
          }
          firsts[loops] = crack;
          rows[loops] = row;
          number(crack, row);
        }
      }
    }
  }

  /**
   * Gives a new loop its number. Cracks are met row by row from the left, so the first one of a
   * loop is at the top, and there leftmost: the left end of a run for an outer boundary, the right
   * end of the run left of a hole.
   */
  private void number(int first, int row) {
    int loop = loops++;
    int node = Cracks.top(first);
    do {
      loopOf[Cracks.crackOf(node)] = loop;
      node = cracks.link(node ^ 1);
    } while (node != Cracks.top(first));
    holeOf[loop] = Cracks.isLeftEnd(first) ? reach(first, row) : loop;
  }

  /**
   * Finds the outline that is first met when going left from the top-left corner of a component. On
   * the way there is only background above and below, so what is met bounds the same hole: it is
   * the hole's own outline or that of an island met before. Islands that lie in no hole meet none.
   *
   * @return the hole that the component lies in, or NONE
   */
  private int reach(int first, int row) {
    int x = cracks.x(first);
    int above = cracks.lastUpTo(row - 1, x);
    int beside = first > cracks.rowStart(row) ? first - 1 : NONE;
    if (above == NONE && beside == NONE) {
      return NONE;
    }
    boolean viaAbove = beside == NONE || (above != NONE && cracks.x(above) >= cracks.x(beside));
    int met = viaAbove ? above : beside;
    int hole = holeOf[loopOf[met]];
    if (hole != NONE) {
      islandAt[viaAbove ? Cracks.bottom(met) : Cracks.top(met)] = first;
    }
    return hole;
  }

  /** Walks a loop, and with it the islands of a hole. */
  private Ring ring(int first, int row, boolean withIslands) {
    CornerPath path = new CornerPath(xAxis, yAxis);
    IntStack detours = new IntStack();
    int start = first;
    int node = Cracks.top(first);
    int line = row;
    boolean linked = true;
    path.add(cracks.x(first), line);
    while (true) {
      if (linked) {
        node ^= 1;
        line += Cracks.isTop(node) ? -1 : 1;
      } else {
        int next = cracks.link(node);
        int from = cracks.x(Cracks.crackOf(node));
        int to = cracks.x(Cracks.crackOf(next));
        if (from != to) {
          path.add(from, line);
          path.add(to, line);
        }
        node = next;
      }
      linked = !linked;
      if (node == Cracks.top(start)) {
        if (detours.isEmpty()) {
          return path.toRing();
        }
        // Back from an island: its corner was just repeated; go on where the ring was left.
        linked = detours.pop() == 1;
        node = detours.pop();
        start = detours.pop();
        path.add(cracks.x(Cracks.crackOf(node)), line);
      } else if (withIslands && islandAt[node] != NONE) {
        path.add(cracks.x(Cracks.crackOf(node)), line);
        detours.push(start);
        detours.push(node);
        detours.push(linked ? 1 : 0);
        start = islandAt[node];
        node = Cracks.top(start);
        linked = true;
        path.add(cracks.x(start), line);
      }
    }
  }
}
