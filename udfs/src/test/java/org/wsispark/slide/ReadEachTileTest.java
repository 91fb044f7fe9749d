package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;
import org.wsispark.testkit.slide.MemorySource;

/** Many tiles of a real slide at once, and tiles by where they lie. */
class ReadEachTileTest {
  @TempDir Path folder;

  private static byte[] file() throws IOException {
    return Files.readAllBytes(SharedData.slide("CMU-1-Small-Region.svs"));
  }

  /** Announces nothing, but notes what is announced and read. */
  private static final class NotingSource implements ByteSource {
    private final MemorySource inner;
    private final List<ByteRange> announced = new ArrayList<>();
    private final List<ByteRange> read = new ArrayList<>();

    private NotingSource(byte[] bytes) {
      this.inner = new MemorySource(bytes);
    }

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public long size() {
      return inner.size();
    }

    @Override
    public byte[] read(long offset, int length) {
      return inner.read(offset, length);
    }

    @Override
    public List<byte[]> readVectored(List<ByteRange> ranges) {
      read.addAll(ranges);
      return inner.readVectored(ranges);
    }

    @Override
    public boolean prefetch(List<ByteRange> ranges) {
      announced.addAll(ranges);
      return true;
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @Test
  void tilesOfManyRectanglesComeInTheirOrderAndAreReadOnce() throws IOException {
    NotingSource source = new NotingSource(file());
    try (SlideReader reader = SlideReaders.open(source)) {
      EncodedTiles tiles = reader.encodedTiles(0);
      List<PixelRect> rects =
          List.of(new PixelRect(2, 1, 3, 2), new PixelRect(0, 7, 1, 1), new PixelRect(5, 4, 2, 1));
      source.read.clear();
      List<EncodedTile> got = new ArrayList<>();
      tiles.readEach(rects, got::add);
      assertThat(got)
          .extracting(tile -> tile.column() + "," + tile.row())
          .containsExactly("2,1", "3,1", "4,1", "2,2", "3,2", "4,2", "0,7", "5,4", "6,4");
      assertThat(source.read).hasSize(9).doesNotHaveDuplicates();
      for (EncodedTile tile : got) {
        assertThat(tile.jpeg())
            .isEqualTo(tiles.read(tile.column(), tile.row()).orElseThrow().jpeg());
      }
      assertThat(reader.stats().tilesDecoded()).isZero();
    }
  }

  @Test
  void whatIsReadLaterIsAnnouncedFirst() throws IOException {
    NotingSource source = new NotingSource(file());
    try (SlideReader reader = SlideReaders.open(source)) {
      EncodedTiles tiles = reader.encodedTiles(0);
      // The slide has 1.3 MB of tiles, so they are asked for ten times over to fill two batches.
      List<PixelRect> rects = new ArrayList<>();
      for (int k = 0; k < 20; k++) {
        rects.add(new PixelRect(0, 0, 10, 13));
      }
      source.read.clear();
      List<Long> atFirst = new ArrayList<>();
      tiles.readEach(
          rects,
          tile -> {
            if (atFirst.isEmpty()) {
              atFirst.add(bytes(source.announced));
              atFirst.add(bytes(source.read));
            }
          });
      assertThat(atFirst.get(0)).as("announced before the first tile").isGreaterThan(16L << 20);
      assertThat(atFirst.get(1)).as("read before it").isBetween(8L << 20, 9L << 20);
      assertThat(source.read).hasSize(20 * 130);
    }
  }

  private static long bytes(List<ByteRange> ranges) {
    return ranges.stream().mapToLong(ByteRange::length).sum();
  }

  @Test
  void aReferenceLeadsToTheStreamWithoutReading() throws IOException {
    byte[] bytes = file();
    try (SlideReader reader = SlideReaders.open(new MemorySource(bytes))) {
      EncodedTiles tiles = reader.encodedTiles(0);
      byte[] prefix = tiles.prefix();
      for (int column = 0; column < 10; column++) {
        TileReference reference = tiles.reference(column, 12).orElseThrow();
        EncodedTile tile = tiles.read(column, 12).orElseThrow();
        assertThat(reference.stored()).isEqualTo(tile.stored());
        assertThat(reference.shown()).isEqualTo(tile.shown());
        int from = Math.toIntExact(reference.range().offset());
        byte[] stream = Arrays.copyOf(prefix, prefix.length + reference.range().length());
        System.arraycopy(bytes, from, stream, prefix.length, reference.range().length());
        assertThat(stream)
            .as("a tile of Aperio notes nothing that has to go")
            .isEqualTo(tile.jpeg());
      }
      assertThatThrownBy(() -> tiles.reference(10, 0)).isInstanceOf(IllegalArgumentException.class);
    }
    Path path = folder.resolve("short.svs");
    TileGrid grid = new TileGrid(100, 100, 128, 128);
    ImageSpec image = ImageSpec.tiled(grid, TileEncoder.jpegRgb(90), "Aperio Image |MPP = 0.5");
    try (SvsWriter writer = SvsWriter.create(path, TiffForm.CLASSIC, List.of(image))) {
      writer.write(0, 0, 0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
      writer.finish();
    }
    try (SlideReader reader = SlideReaders.open(path)) {
      assertThatThrownBy(() -> reader.encodedTiles(0).reference(0, 0))
          .isInstanceOf(WsiException.class)
          .hasMessageContaining("BAD_TILE")
          .hasMessageContaining("3 bytes are no JPEG stream")
          .hasMessageContaining("column 0, row 0");
    }
  }
}
