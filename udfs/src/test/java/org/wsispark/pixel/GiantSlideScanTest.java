package org.wsispark.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.FileByteSource;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.SvsWriter.StoredTile;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

/**
 * Tissue and blur of a slide of 40,000 x 40,000 pixels come from its pyramid. No tile of level 0 is
 * a JPEG at all: who decodes one fails, and who fetches a byte of one is seen.
 */
class GiantSlideScanTest {
  private static final int SIDE_PX = 40_000;
  private static final int TILE_PX = 256;
  private static final List<Integer> FACTORS = List.of(1, 4, 16);
  private static final int NO_JPEG_BYTES = 4_096;

  /** Level-0 pixels, whole tiles of the coarsest level, so that a tile is tissue or glass. */
  private static final PixelRect TISSUE =
      new PixelRect(8_192, 12_288, 5 * 16 * TILE_PX, 4 * 16 * TILE_PX);

  @TempDir Path folder;

  /** Where the bytes of level 0 lie, and the file. */
  private record Giant(Path file, StoredTile levelZero) {}

  private Giant write() {
    List<ImageSpec> images = new ArrayList<>();
    TileEncoder encoder = TileEncoder.jpegRgb(85);
    for (int factor : FACTORS) {
      TileGrid grid = new TileGrid(SIDE_PX / factor, SIDE_PX / factor, TILE_PX, TILE_PX);
      String of =
          factor == 1
              ? " JPEG/RGB Q=85|AppMag = 20|MPP = 0.5000"
              : " -> %dx%d JPEG/RGB Q=85".formatted(grid.imageWidth(), grid.imageHeight());
      images.add(
          ImageSpec.tiled(
              grid,
              encoder,
              "Aperio Image Library v11.2.1 \r\n%dx%d [0,0 %dx%d] (256x256)%s"
                  .formatted(SIDE_PX, SIDE_PX, SIDE_PX, SIDE_PX, of)));
    }
    byte[] tissue = encoder.encode(tile(true));
    byte[] glass = encoder.encode(tile(false));
    Path file = folder.resolve("giant.svs");
    try (SvsWriter writer = SvsWriter.create(file, TiffForm.CLASSIC, images)) {
      StoredTile noJpeg = writer.write(0, 0, 0, new byte[NO_JPEG_BYTES]);
      StoredTile[] kinds = {writer.write(1, 0, 0, glass), writer.write(1, 0, 0, tissue)};
      for (int level = 0; level < FACTORS.size(); level++) {
        TileGrid grid = images.get(level).grid();
        int side = TILE_PX * FACTORS.get(level);
        for (int row = 0; row < grid.rows(); row++) {
          for (int column = 0; column < grid.columns(); column++) {
            boolean in = TISSUE.contains(new PixelRect(column * side, row * side, 1, 1));
            writer.place(level, column, row, level == 0 ? noJpeg : kinds[in ? 1 : 0]);
          }
        }
      }
      writer.finish();
      return new Giant(file, noJpeg);
    }
  }

  private static RgbImage tile(boolean tissue) {
    SplittableRandom random = new SplittableRandom(40_000);
    byte[] rgb = new byte[TILE_PX * TILE_PX * 3];
    for (int k = 0; k < rgb.length; k += 3) {
      int noise = random.nextInt(-12, 13);
      rgb[k] = (byte) (tissue ? 200 + noise : 243);
      rgb[k + 1] = (byte) (tissue ? 120 + 2 * noise : 243);
      rgb[k + 2] = (byte) (tissue ? 170 + noise : 242);
    }
    return new RgbImage(TILE_PX, TILE_PX, rgb);
  }

  /** Counts what is fetched of one range of the file, by whichever way it is asked for. */
  private static final class Watched implements ByteSource {
    private final ByteSource all;
    private final StoredTile range;
    private long fetched;
    private long outside;

    Watched(ByteSource all, StoredTile range) {
      this.all = all;
      this.range = range;
    }

    @Override
    public String name() {
      return all.name();
    }

    @Override
    public long size() {
      return all.size();
    }

    @Override
    public byte[] read(long offset, int length) {
      long from = Math.max(offset, range.offset());
      long to = Math.min(offset + length, range.offset() + range.length());
      fetched += Math.max(0, to - from);
      outside += length - Math.max(0, to - from);
      return all.read(offset, length);
    }

    @Override
    public void close() {
      all.close();
    }
  }

  @Test
  void tissueAndBlurDoNotTouchLevelZero() {
    Giant giant = write();
    Watched source = new Watched(FileByteSource.open(giant.file()), giant.levelZero());
    try (SlideReader reader = SlideReaders.open(source)) {
      assertThat(reader.info().width()).isEqualTo(SIDE_PX);
      assertThat(reader.info().levels()).hasSize(3);
      Mpp mpp = reader.info().mpp().orElseThrow();
      ReadFrame frame = ReadFrame.atMpp(reader.info().levels(), mpp, new Mpp(8), 0.3);
      assertThat(frame.level()).isEqualTo(2);
      source.fetched = 0;
      source.outside = 0;

      SlideScan scan =
          SlideScan.of(reader, frame, mpp, TissueOptions.defaults(), QualityOptions.defaults());

      assertThat(source.fetched).as("bytes of level 0's tiles").isZero();
      assertThat(source.outside).as("bytes of the other levels").isPositive();
      BitMask mask = scan.tissue().mask();
      long wanted = TISSUE.area() / (16 * 16);
      assertThat(mask.count()).as("pixels of tissue").isBetween(wanted - 500, wanted + 500);
      assertThat(mask.get(512 + 640, 768 + 512)).as("the middle of the tissue").isTrue();
      assertThat(mask.get(100, 100)).as("glass").isFalse();
      assertThat(scan.artefacts()).as("blur was measured, at 2 mpp").containsKey(Artefact.BLUR);
      assertThat(scan.sharpness().orElseThrow()).isPositive();
      assertThat(reader.stats().tilesDecoded())
          .as("100 tiles of the mask's level, at most 1,600 of that for blur")
          .isBetween(100L + 20 * 16, 1_700L);

      assertThatThrownBy(() -> reader.read(0, new PixelRect(0, 0, 10, 10)))
          .as("the watch would have seen it")
          .isInstanceOf(WsiException.class)
          .hasMessageContaining("BAD_TILE");
      assertThat(source.fetched).isEqualTo(NO_JPEG_BYTES);
    }
  }
}
