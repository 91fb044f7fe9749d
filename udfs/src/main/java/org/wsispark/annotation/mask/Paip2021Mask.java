package org.wsispark.annotation.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.PixelPolygon;

/**
 * PAIP2021's labels. Coordinates are rounded at level 0, divided by the ratio of the sizes and
 * rounded again, halves to even, and clamped to one past the mask. A region of four vertices is a
 * box of value Id + 10; any other region of Id 2 is an open line of value 2, of another Id a filled
 * outline of value Id. NegativeROA and Type are not looked at. Within a layer boxes come first, and
 * later paint wins.
 */
final class Paip2021Mask implements RuleMask {
  private static final int BOX_VERTICES = 4;
  private static final int BOX_OFFSET = 10;
  private static final int LINE_ID = 2;
  private static final int LARGEST_ID = 255 - BOX_OFFSET;

  private final List<Painted> regions = new ArrayList<>();
  private final MaskGrid base;

  private record Painted(PixelPolygon outline, int value, boolean line) {}

  /** The base has the grid of level 2; the slide's size decides the ratio. */
  Paip2021Mask(AnnotationDocument document, MaskGrid base, int slideWidth, int slideHeight) {
    this.base = base;
    double ratioX = (double) slideWidth / base.width();
    double ratioY = (double) slideHeight / base.height();
    for (Layer layer : document.layers()) {
      int id = id(layer);
      for (boolean boxes : new boolean[] {true, false}) {
        for (Region region : layer.regions()) {
          int size = region.vertices().size();
          if (size > 0 && (size == BOX_VERTICES) == boxes) {
            PixelPolygon outline = polygon(region.vertices(), ratioX, ratioY);
            regions.add(
                new Painted(outline, boxes ? id + BOX_OFFSET : id, !boxes && id == LINE_ID));
          }
        }
      }
    }
  }

  private static int id(Layer layer) {
    if (layer.id().matches("[0-9]{1,3}")) {
      int id = Integer.parseInt(layer.id());
      if (id >= 1 && id <= LARGEST_ID) {
        return id;
      }
    }
    throw WsiException.of(
            MaskError.RULE_DOCUMENT,
            "layer %s: rule paip2021 makes labels of the Ids 1 to %d",
            layer.id(),
            LARGEST_ID)
        .remedy("Take a document in PAIP2021's layout, whose layers have the Ids 1 to 4");
  }

  private PixelPolygon polygon(Ring ring, double ratioX, double ratioY) {
    int[] xs = new int[ring.size()];
    int[] ys = new int[ring.size()];
    for (int k = 0; k < xs.length; k++) {
      double x = Math.rint(WholePixels.halfEven(ring.xMicroPx(k)) / ratioX);
      double y = Math.rint(WholePixels.halfEven(ring.yMicroPx(k)) / ratioY);
      xs[k] = WholePixels.clamp((long) x, 0, base.width());
      ys[k] = WholePixels.clamp((long) y, 0, base.height());
    }
    return new PixelPolygon(base.width(), base.height(), xs, ys);
  }

  @Override
  public SortedMap<Integer, String> names() {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (Painted region : regions) {
      names.put(region.value(), "label " + region.value());
    }
    return names;
  }

  @Override
  public ValueRaster on(MaskGrid grid) {
    return SampledRaster.of(this::values, base, grid);
  }

  private byte[] values(PixelRect window) {
    byte[] values = WholePixels.none(window);
    for (Painted region : regions) {
      if (region.line()) {
        region.outline().line(window, Values.sink(values, window, region.value()));
      } else {
        region.outline().fill(window, Values.sink(values, window, region.value()));
      }
    }
    return values;
  }
}
