package org.wsispark.annotation.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.PixelRuns;
import org.wsispark.raster.PocketFill;

/**
 * PAIP2019's masks: layer Id 1 is the whole tumour, Id 2 the viable one. The outlines of a layer
 * lie on one board whose pockets are filled; the negatives of both layers share another board,
 * which is taken from the viable tumour only. Viable is painted over whole.
 */
final class Paip2019Mask implements RuleMask {
  static final String WHOLE = "1";
  static final String VIABLE = "2";

  private final List<Painted> boards = new ArrayList<>();
  private final PixelRuns negative;
  private final int width;
  private final int height;

  /** A board and the value of its pixels. */
  private record Painted(int value, boolean viable, PixelRuns pixels) {}

  /** Both layers, or one of them as value 1. */
  Paip2019Mask(AnnotationDocument document, String layerIdOrNull, int width, int height) {
    this.width = width;
    this.height = height;
    Paip2019Outline negatives = new Paip2019Outline(width, height);
    for (String id : List.of(WHOLE, VIABLE)) {
      Layer layer = RuleLayers.byId(document, id, MaskRule.PAIP2019);
      Paip2019Outline positives = new Paip2019Outline(width, height);
      for (Region region : layer.regions()) {
        (region.negative() ? negatives : positives).draw(region.vertices());
      }
      if (layerIdOrNull == null || layerIdOrNull.equals(id)) {
        int value = layerIdOrNull == null ? Integer.parseInt(id) : 1;
        boards.add(new Painted(value, id.equals(VIABLE), PocketFill.fill(positives.board())));
      }
    }
    this.negative = PocketFill.fill(negatives.board());
  }

  @Override
  public SortedMap<Integer, String> names() {
    SortedMap<Integer, String> names = new TreeMap<>();
    boards.forEach(board -> names.put(board.value(), board.viable() ? "viable" : "whole"));
    return names;
  }

  @Override
  public ValueRaster on(MaskGrid grid) {
    MaskGrid level0 = new MaskGrid(width, height, Downsample.NONE);
    return SampledRaster.of(this::values, level0, grid);
  }

  private byte[] values(PixelRect window) {
    byte[] values = WholePixels.none(window);
    PixelRect inside = window.intersect(new PixelRect(0, 0, width, height));
    PixelRect onCanvas = inside.shift(Paip2019Outline.PADDING_PX, Paip2019Outline.PADDING_PX);
    for (Painted board : boards) {
      BitMask mask = board.pixels().mask(onCanvas);
      if (board.viable()) {
        mask.andNot(negative.mask(onCanvas));
      }
      Values.paint(values, window, mask, inside, board.value());
    }
    return values;
  }
}
