package org.wsispark.slide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.testkit.pixels.PixelAssertions;
import org.wsispark.testkit.property.Gen;
import org.wsispark.testkit.property.Property;
import org.wsispark.testkit.slide.MemorySource;
import org.wsispark.testkit.slide.SlideVariant;

class DirectorySourceTest {
  private static final int MIB = 1 << 20;

  @TempDir private Path folder;

  @Test
  void aSmallSlideIsOpenedByOneRequestAndWithoutAnyFromTheCatalogue() {
    SlideVariant variant = SlideVariant.all().findFirst().orElseThrow();
    byte[] file =
        variant.bytes(
            List.of(new TileGrid(700, 500, 128, 128), new TileGrid(175, 125, 128, 128)), folder);
    MemorySource first = new MemorySource(file);
    DirectorySource source = new DirectorySource(first, new DirectoryBytes());
    byte[] compact;
    try (SlideReader reader = SlideReaders.open(source)) {
      compact = source.opened().orElseThrow().compact();
      assertThat(first.reads()).isLessThanOrEqualTo(2);
      MemorySource second = new MemorySource(file);
      DirectorySource known = new DirectorySource(second, DirectoryBytes.of(compact));
      try (SlideReader again = SlideReaders.open(known)) {
        assertThat(second.reads()).isZero();
        assertThat(again.info()).isEqualTo(reader.info());
        PixelRect rect = new PixelRect(3, 5, 200, 150);
        PixelAssertions.assertThatPixels(again.read(0, rect)).isEqualTo(reader.read(0, rect));
        assertThat(second.reads()).isPositive();
      }
    }
    assertThat(first.isClosed()).isTrue();
  }

  @Test
  void directoriesFarApartCostOneRequestEach() {
    MemorySource far = new MemorySource("far", new byte[60 * MIB], 6, Long.MAX_VALUE);
    DirectorySource source = new DirectorySource(far, new DirectoryBytes());
    source.read(0, 16);
    for (int at : new int[] {30 * MIB, 10 * MIB, 20 * MIB, 40 * MIB}) {
      // The directory, then tables behind it.
      source.read(at, 2);
      source.read(at + 2, 200);
      source.read(at + 300, 500_000);
    }
    assertThat(far.reads()).isEqualTo(5);
    assertThat(far.bytesRead()).isLessThanOrEqualTo(DirectorySource.SPECULATION_BYTES + 2 * MIB);
  }

  @Test
  void atTheEndOfTheFileTheWindowReachesBack() {
    MemorySource tail = new MemorySource(new byte[30 * MIB]);
    DirectorySource source = new DirectorySource(tail, new DirectoryBytes());
    source.read(0, 16);
    for (int back = 100; back < 3 * MIB; back += 100_000) {
      source.read(30 * MIB - back, 100);
    }
    assertThat(tail.reads()).isEqualTo(2);
  }

  @Test
  void speculationEndsAndWhatIsReadIsRightAllTheSame() {
    byte[] file = new byte[64 * MIB];
    new SplittableRandom(7).nextBytes(file);
    MemorySource memory = new MemorySource(file);
    DirectorySource source = new DirectorySource(memory, new DirectoryBytes());
    SplittableRandom random = new SplittableRandom(11);
    long wanted = 0;
    for (int k = 0; k < 400; k++) {
      int length = random.nextInt(1, 9_000);
      int offset = random.nextInt(file.length - length);
      assertThat(source.read(offset, length))
          .isEqualTo(Arrays.copyOfRange(file, offset, offset + length));
      wanted += length;
    }
    assertThat(memory.bytesRead()).isLessThanOrEqualTo(wanted + DirectorySource.SPECULATION_BYTES);
    source.opened();
    long before = memory.bytesRead();
    source.read(5, 7);
    assertThat(memory.bytesRead() - before).isEqualTo(7);
  }

  @Test
  void storedBytesComeBackWhateverTheOrderTheyCameIn() {
    byte[] file = new byte[500];
    new SplittableRandom(3).nextBytes(file);
    Gen<List<ByteRange>> reads =
        Gen.list(
            Gen.pair(Gen.ints(0, 400), Gen.ints(0, 100))
                .map(pair -> new ByteRange(pair.first(), pair.second())),
            0,
            20);
    Property.check(
        "bytes of a directory come back",
        500,
        reads,
        ranges -> {
          DirectoryBytes bytes = new DirectoryBytes();
          boolean[] there = new boolean[file.length + 1];
          for (ByteRange range : ranges) {
            bytes.add(range.offset(), cut(file, range));
            Arrays.fill(there, (int) range.offset(), (int) range.end(), true);
          }
          DirectoryBytes back = DirectoryBytes.of(bytes.compact());
          assertThat(back.compact()).isEqualTo(bytes.compact());
          long known = 0;
          for (int at = 0; at < file.length; at++) {
            assertThat(back.find(at, 1).isPresent()).as("byte %d", at).isEqualTo(there[at]);
            known += there[at] ? 1 : 0;
          }
          assertThat(back.size()).isEqualTo(known);
          for (ByteRange range : ranges) {
            if (range.length() > 0) {
              assertThat(back.find(range.offset(), range.length()))
                  .hasValueSatisfying(found -> assertThat(found).isEqualTo(cut(file, range)));
            }
          }
        });
  }

  private static byte[] cut(byte[] file, ByteRange range) {
    return Arrays.copyOfRange(file, (int) range.offset(), (int) range.end());
  }

  @Test
  void refusesWhatIsNoStoredDirectory() {
    byte[] sound = new DirectoryBytes().compact();
    byte[] cut = Arrays.copyOf(sound, sound.length / 2);
    for (byte[] wrong : List.of(cut, new byte[0], "no deflate".getBytes(UTF_8))) {
      assertThatThrownBy(() -> DirectoryBytes.of(wrong))
          .isInstanceOf(WsiException.class)
          .hasMessageMatching(
              "BAD_DIRECTORY: not the stored bytes of a directory: .*Ingest the slide again");
    }
  }
}
