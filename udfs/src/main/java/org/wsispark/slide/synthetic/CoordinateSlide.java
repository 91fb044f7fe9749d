package org.wsispark.slide.synthetic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

/**
 * A slide whose colours say where each pixel belongs, so that a tile in the wrong place, a shifted
 * crop or a confused level shows at the first wrong pixel.
 *
 * <p>Pixel (x, y) of a level has R = x mod 256 and G = y mod 256, which JPEG keeps within a few
 * steps because its 8 x 8 blocks see plain ramps. B numbers the 256 x 256 block over all levels.
 * Numbers lie as far apart as their count allows: up to 256 blocks a lossless pixel names its place
 * exactly, up to 32 a JPEG pixel of quality 90 does too; beyond 256 blocks the numbers repeat.
 * Coordinates are pixels of the level.
 *
 * @param levels size and tile size of each level, the largest first
 * @param form byte order and offset size
 * @param encoder compression of all levels
 */
public record CoordinateSlide(List<TileGrid> levels, TiffForm form, TileEncoder encoder) {
  private static final int BLOCK = 256;
  private static final int CODES = 256;

  /** Odd, so that repeated numbers still take every value of a byte. */
  private static final int SCATTER = 101;

  /** Width and height of the thumbnail, which readers expect as the second directory. */
  public static final int THUMBNAIL_PX = 64;

  /**
   * Where a pixel belongs.
   *
   * @param level index of the level
   * @param x column in pixels of the level
   * @param y row in pixels of the level
   */
  public record Place(int level, int x, int y) {}

  /** Copies the list. */
  public CoordinateSlide {
    levels = List.copyOf(levels);
  }

  /**
   * Levels that are each a whole number of times smaller than the first, sizes rounded down.
   *
   * @param width of level 0, in pixels
   * @param height of level 0, in pixels
   * @param tilePx width and height of a tile
   * @param encoder compression
   * @param factors level-0 pixels per pixel of each level, the first being 1
   * @return a classic little-endian slide
   */
  public static CoordinateSlide of(
      int width, int height, int tilePx, TileEncoder encoder, int... factors) {
    List<TileGrid> levels = new ArrayList<>();
    for (int factor : factors) {
      levels.add(
          new TileGrid(Math.max(1, width / factor), Math.max(1, height / factor), tilePx, tilePx));
    }
    return new CoordinateSlide(levels, TiffForm.CLASSIC, encoder);
  }

  /**
   * The colours of a rectangle.
   *
   * @param level index of the level
   * @param rect in pixels of the level; outside the level is white
   * @return a new image of the rectangle's size
   */
  public RgbImage colours(int level, PixelRect rect) {
    TileGrid grid = levels.get(level);
    RgbImage image = RgbImage.white(rect.width(), rect.height());
    byte[] rgb = image.rgb();
    PixelRect inside = rect.intersect(new PixelRect(0, 0, grid.imageWidth(), grid.imageHeight()));
    int first = firstBlock(level);
    for (int y = inside.y(); y < inside.bottom(); y++) {
      int at = ((y - rect.y()) * rect.width() + inside.x() - rect.x()) * 3;
      byte blue = 0;
      for (int x = inside.x(); x < inside.right(); x++) {
        if (x == inside.x() || x % BLOCK == 0) {
          blue = (byte) code(first + block(grid, x, y));
        }
        rgb[at++] = (byte) x;
        rgb[at++] = (byte) y;
        rgb[at++] = blue;
      }
    }
    return image;
  }

  /**
   * Where a colour belongs.
   *
   * @param r red, 0 to 255
   * @param g green, 0 to 255
   * @param b blue, 0 to 255; the nearest number is taken
   * @return the place; empty when no pixel of the slide has such a colour
   * @throws IllegalStateException when the slide has more than 256 blocks, so that colours repeat
   */
  public Optional<Place> decode(int r, int g, int b) {
    if (blocks() > CODES) {
      throw new IllegalStateException(blocks() + " blocks share 256 colours");
    }
    int number = Math.min(blocks() - 1, Math.round((float) b / step()));
    for (int level = levels.size() - 1; level >= 0; level--) {
      int index = number - firstBlock(level);
      if (index >= 0) {
        TileGrid grid = levels.get(level);
        int columns = blocksAcross(grid);
        int x = index % columns * BLOCK + r;
        int y = index / columns * BLOCK + g;
        return x < grid.imageWidth() && y < grid.imageHeight()
            ? Optional.of(new Place(level, x, y))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Writes the slide with an Aperio description (20x, 0.5 micrometres per pixel) and a thumbnail.
   *
   * @param target the file to make or replace
   */
  public void write(Path target) {
    List<ImageSpec> images = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      images.add(ImageSpec.tiled(levels.get(level), encoder, description(level)));
    }
    images.add(
        1,
        ImageSpec.stripped(
            THUMBNAIL_PX, THUMBNAIL_PX, 16, TileEncoder.jpegRgb(90), 0, thumbnailDescription()));
    try (SvsWriter writer = SvsWriter.create(target, form, images)) {
      writer.writeAll(1, RgbImage.white(THUMBNAIL_PX, THUMBNAIL_PX));
      for (int level = 0; level < levels.size(); level++) {
        writeLevel(writer, level == 0 ? 0 : level + 1, level);
      }
      writer.finish();
    }
  }

  private void writeLevel(SvsWriter writer, int image, int level) {
    TileGrid grid = levels.get(level);
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        RgbImage tile = colours(level, grid.tile(column, row));
        writer.write(image, column, row, encoder.encode(tile));
      }
    }
  }

  private String description(int level) {
    TileGrid base = levels.get(0);
    TileGrid grid = levels.get(level);
    String head =
        "Aperio Image Library v11.2.1 \r\n%dx%d [0,0 %dx%d] (%dx%d)"
            .formatted(
                base.imageWidth(),
                base.imageHeight(),
                base.imageWidth(),
                base.imageHeight(),
                grid.tileWidth(),
                grid.tileHeight());
    return level == 0
        ? head + " JPEG/RGB Q=90|AppMag = 20|MPP = 0.5000"
        : head + " -> %dx%d JPEG/RGB Q=90".formatted(grid.imageWidth(), grid.imageHeight());
  }

  private String thumbnailDescription() {
    return "Aperio Image Library v11.2.1 \n%dx%d -> %dx%d - |AppMag = 20|MPP = 0.5000"
        .formatted(
            levels.get(0).imageWidth(), levels.get(0).imageHeight(), THUMBNAIL_PX, THUMBNAIL_PX);
  }

  private int code(int number) {
    return blocks() <= CODES ? number * step() : number * SCATTER & 0xFF;
  }

  private int step() {
    return Math.max(1, (CODES - 1) / Math.max(1, blocks() - 1));
  }

  private int blocks() {
    return firstBlock(levels.size());
  }

  /** How many blocks lie in the levels before this one. */
  private int firstBlock(int level) {
    int sum = 0;
    for (TileGrid grid : levels.subList(0, level)) {
      sum += blocksAcross(grid) * ((grid.imageHeight() - 1) / BLOCK + 1);
    }
    return sum;
  }

  private static int block(TileGrid grid, int x, int y) {
    return y / BLOCK * blocksAcross(grid) + x / BLOCK;
  }

  private static int blocksAcross(TileGrid grid) {
    return (grid.imageWidth() - 1) / BLOCK + 1;
  }
}
