package org.wsispark.annotation.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.PixelPolygon;

/**
 * PAIP2020's mask of one layer: coordinates before the dot, floor division by 16, clamped to the
 * mask; each region filled for itself with its outline; positive and not negative.
 */
final class Paip2020Mask implements RuleMask {
  private static final int DIVISOR = 16;

  private final List<PixelPolygon> positive = new ArrayList<>();
  private final List<PixelPolygon> negative = new ArrayList<>();
  private final String name;
  private final MaskGrid base;

  Paip2020Mask(Layer layer, MaskGrid base) {
    this.name = layer.className();
    this.base = base;
    for (Region region : layer.regions()) {
      if (region.vertices().size() > 0) {
        (region.negative() ? negative : positive).add(polygon(region.vertices(), base));
      }
    }
  }

  private static PixelPolygon polygon(Ring ring, MaskGrid grid) {
    int[] xs = new int[ring.size()];
    int[] ys = new int[ring.size()];
    for (int k = 0; k < xs.length; k++) {
      int x = Math.floorDiv(WholePixels.beforeDot(ring.xMicroPx(k)), DIVISOR);
      int y = Math.floorDiv(WholePixels.beforeDot(ring.yMicroPx(k)), DIVISOR);
      xs[k] = WholePixels.clamp(x, 0, grid.width() - 1);
      ys[k] = WholePixels.clamp(y, 0, grid.height() - 1);
    }
    return new PixelPolygon(grid.width(), grid.height(), xs, ys);
  }

  @Override
  public SortedMap<Integer, String> names() {
    return new TreeMap<>(Map.of(1, name));
  }

  @Override
  public ValueRaster on(MaskGrid grid) {
    return SampledRaster.of(this::values, base, grid);
  }

  private byte[] values(PixelRect window) {
    byte[] values = WholePixels.none(window);
    PixelRect inside = window.intersect(base.rect());
    BitMask mask = board(positive, inside);
    mask.andNot(board(negative, inside));
    Values.paint(values, window, mask, inside, 1);
    return values;
  }

  private static BitMask board(List<PixelPolygon> polygons, PixelRect part) {
    BitMask mask = new BitMask(part.width(), part.height());
    for (PixelPolygon polygon : polygons) {
      polygon.fill(
          part, (y, from, to) -> mask.setRow(y - part.y(), from - part.x(), to - part.x(), true));
    }
    return mask;
  }
}
