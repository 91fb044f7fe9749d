package org.wsispark.slide.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wsispark.geometry.TileGrid;

/**
 * One image of a slide: a level, or an associated image.
 *
 * @param grid size of the image and of its tiles; a stripped image has tiles as wide as itself
 * @param tiled tiles, or strips
 * @param encoder makes the bytes of a tile or strip
 * @param subfileType tag 254: 0 for levels and thumbnail, 1 for the label, 9 for the macro
 * @param further fields besides those that follow from the rest, such as 270 ImageDescription; each
 *     tag at most once
 * @param nested whether its directory lies outside the chain and belongs to the last one before it
 *     that is in the chain (tag 330), as the coarser levels of an OME-TIFF do
 */
public record ImageSpec(
    TileGrid grid,
    boolean tiled,
    TileEncoder encoder,
    int subfileType,
    List<TiffTag> further,
    boolean nested) {

  /** Copies the list. */
  public ImageSpec {
    further = List.copyOf(further);
  }

  /**
   * A tiled image: a level.
   *
   * @param grid size of the image and of its tiles, in pixels
   * @param encoder makes the bytes of a tile
   * @param description tag 270
   * @return the image
   */
  public static ImageSpec tiled(TileGrid grid, TileEncoder encoder, String description) {
    return new ImageSpec(grid, true, encoder, 0, List.of(TiffTag.ascii(270, description)), false);
  }

  /**
   * A stripped image: thumbnail, label or macro.
   *
   * @param width in pixels
   * @param height in pixels
   * @param rowsPerStrip pixel rows of all strips but the last, which has what is left
   * @param encoder makes the bytes of a strip
   * @param subfileType tag 254
   * @param description tag 270
   * @return the image
   */
  public static ImageSpec stripped(
      int width,
      int height,
      int rowsPerStrip,
      TileEncoder encoder,
      int subfileType,
      String description) {
    TileGrid grid = new TileGrid(width, height, width, rowsPerStrip);
    return new ImageSpec(
        grid, false, encoder, subfileType, List.of(TiffTag.ascii(270, description)), false);
  }

  /**
   * The image with more fields.
   *
   * @param tags none that the image has already
   * @return a copy
   */
  public ImageSpec with(List<TiffTag> tags) {
    List<TiffTag> all = new ArrayList<>(further);
    all.addAll(tags);
    return new ImageSpec(grid, tiled, encoder, subfileType, all, nested);
  }

  /**
   * The image as a reduction that its parent's directory names.
   *
   * @return a copy, nested and with the subfile type of a reduced image
   */
  public ImageSpec asSubDirectory() {
    return new ImageSpec(grid, tiled, encoder, 1, further, true);
  }

  /** All fields of the directory but those that lead to others. */
  List<TiffTag> tags(TiffForm form, long[] offsets, long[] byteCounts) {
    List<TiffTag> tags = new ArrayList<>(further);
    tags.add(TiffTag.longs(254, subfileType));
    tags.add(size(256, grid.imageWidth()));
    tags.add(size(257, grid.imageHeight()));
    int[] bits = new int[encoder.samples()];
    Arrays.fill(bits, 8);
    tags.add(TiffTag.shorts(258, bits));
    tags.add(TiffTag.shorts(277, bits.length));
    tags.add(TiffTag.shorts(284, 1));
    if (tiled) {
      tags.add(size(322, grid.tileWidth()));
      tags.add(size(323, grid.tileHeight()));
    } else {
      tags.add(size(278, grid.tileHeight()));
    }
    tags.add(TiffTag.offsets(tiled ? 324 : 273, form, offsets));
    tags.add(TiffTag.offsets(tiled ? 325 : 279, form, byteCounts));
    tags.add(TiffTag.longs(32997, 1));
    tags.addAll(encoder.tags());
    return tags;
  }

  private static TiffTag size(int id, int value) {
    return value > 0xFFFF ? TiffTag.longs(id, value) : TiffTag.shorts(id, value);
  }
}
