package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

/** 1,024 x 1,024 px, levels 1 and 4, tiles of 256 px: the left half pink, the right half white. */
final class BenchTestSlide {
  private static final int SIDE = 256;

  private BenchTestSlide() {}

  static void write(Path target) {
    TileEncoder encoder = TileEncoder.jpegRgb(90);
    String head = "Aperio Image Library v11.2.1 \r\n1024x1024 [0,0 1024x1024] (256x256)";
    byte[] pink = new byte[SIDE * SIDE * 3];
    for (int at = 0; at < pink.length; at += 3) {
      pink[at] = (byte) 200;
      pink[at + 1] = (byte) 90;
      pink[at + 2] = (byte) 160;
    }
    byte[] half = pink.clone();
    for (int row = 0; row < SIDE; row++) {
      Arrays.fill(half, (row * SIDE + SIDE / 2) * 3, (row + 1) * SIDE * 3, (byte) 255);
    }
    List<ImageSpec> images =
        List.of(
            ImageSpec.tiled(
                new TileGrid(1024, 1024, SIDE, SIDE), encoder, head + " JPEG/RGB Q=90|MPP = 0.5"),
            ImageSpec.stripped(64, 64, 16, encoder, 0, "Aperio\n1024x1024 -> 64x64 - |MPP = 0.5"),
            ImageSpec.tiled(
                new TileGrid(256, 256, SIDE, SIDE), encoder, head + " -> 256x256 JPEG/RGB Q=90"));
    try (SvsWriter writer = SvsWriter.create(target, TiffForm.CLASSIC, images)) {
      for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 2; column++) {
          writer.write(0, column, row, encoder.encode(new RgbImage(SIDE, SIDE, pink)));
        }
      }
      writer.writeAll(1, RgbImage.white(64, 64));
      writer.writeAll(2, new RgbImage(SIDE, SIDE, half));
      writer.finish();
    }
  }
}
