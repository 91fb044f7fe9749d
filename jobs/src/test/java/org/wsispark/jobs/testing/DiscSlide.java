package org.wsispark.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

/**
 * A small JPEG SVS of 0.5 mpp with a disc of textured tissue on glass, levels 1 and 16. The disc
 * fills the middle: its radius is 0.4 of the height.
 *
 * @param width of level 0 in pixels
 * @param height of level 0 in pixels
 * @param seed of the texture
 * @param brokenLevel level with a tile that does not decode, the one in the middle; -1 for none
 */
public record DiscSlide(int width, int height, long seed, int brokenLevel) {
  private static final int TILE = 240;
  private static final int FACTOR = 16;

  /** Whether the level-0 pixel is tissue. */
  public boolean isTissue(double x, double y) {
    double radius = 0.4 * height;
    double dx = x - width / 2.0;
    double dy = y - height / 2.0;
    return dx * dx + dy * dy < radius * radius;
  }

  /** Writes the slide. */
  public void write(Path target) {
    List<ImageSpec> images = new ArrayList<>();
    TileEncoder encoder = TileEncoder.jpegRgb(90);
    String head =
        "Aperio Image Library v11.2.1 \r\n%dx%d [0,0 %dx%d] (%dx%d)"
            .formatted(width, height, width, height, TILE, TILE);
    for (int factor : new int[] {1, FACTOR}) {
      TileGrid grid = new TileGrid(width / factor, height / factor, TILE, TILE);
      String tail =
          factor == 1
              ? " JPEG/RGB Q=90|AppMag = 20|MPP = 0.5000"
              : " -> %dx%d JPEG/RGB Q=90".formatted(grid.imageWidth(), grid.imageHeight());
      images.add(ImageSpec.tiled(grid, encoder, head + tail));
    }
    RgbImage thumbnail = pixels(64, 64, height / 64.0);
    images.add(
        1,
        ImageSpec.stripped(
            64,
            64,
            16,
            encoder,
            0,
            "Aperio Image Library v11.2.1 \r\n%dx%d -> 64x64 - |AppMag = 20"
                .formatted(width, height)));
    try (SvsWriter writer = SvsWriter.create(target, TiffForm.CLASSIC, images)) {
      writer.writeAll(1, thumbnail);
      writeLevel(writer, 0, images.get(0), 0, 1);
      writeLevel(writer, 2, images.get(2), 1, FACTOR);
      writer.finish();
    }
  }

  private void writeLevel(SvsWriter writer, int image, ImageSpec spec, int level, int factor) {
    TileGrid grid = spec.grid();
    RgbImage all = pixels(grid.imageWidth(), grid.imageHeight(), factor);
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        byte[] tile = spec.encoder().encode(all.crop(grid.tile(column, row)));
        boolean broken =
            level == brokenLevel && row == grid.rows() / 2 && column == grid.columns() / 2;
        writer.write(image, column, row, broken ? new byte[tile.length] : tile);
      }
    }
  }

  private RgbImage pixels(int columns, int rows, double factor) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[columns * rows * 3];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        boolean tissue = isTissue((x + 0.5) * factor, (y + 0.5) * factor);
        int noise = random.nextInt(-12, 13);
        int at = (y * columns + x) * 3;
        rgb[at] = (byte) (tissue ? 200 + noise : 243);
        rgb[at + 1] = (byte) (tissue ? 120 + 2 * noise : 243);
        rgb[at + 2] = (byte) (tissue ? 170 + noise : 242);
      }
    }
    return new RgbImage(columns, rows, rgb);
  }

  /** Writes Aperio XML with one layer per rectangle, named after its position: c1, c2, ... */
  public static void writeRectangles(Path target, PixelRect... rects) {
    List<Layer> layers = new ArrayList<>();
    for (PixelRect rect : rects) {
      Ring ring =
          Ring.ofPx(
              rect.x(),
              rect.y(),
              rect.right(),
              rect.y(),
              rect.right(),
              rect.bottom(),
              rect.x(),
              rect.bottom());
      int id = layers.size() + 1;
      layers.add(
          Layer.drawn(
              id,
              "c" + id,
              Layer.GREEN,
              List.of(Region.drawn(1, RegionType.FREEHAND, false, ring, ""))));
    }
    byte[] xml = AperioXml.write(new AnnotationDocument(Optional.of(new Mpp(0.5)), layers));
    try {
      Files.write(target, xml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
