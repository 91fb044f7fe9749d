package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.openslide.OpenSlideError;
import org.wsispark.testkit.slide.MemorySource;

/**
 * The table of faults, rows 1 to 27: each wrong file ends in a typed error whose whole message is
 * held here, or is read where the table says so; in bounded memory, and the file is closed.
 */
class FaultTableTest {
  private static final long MOST_ALLOCATED = 64L << 20;

  static Stream<Fault> faults() {
    return Stream.of(HeaderFaults.all(), TagFaults.all(), TileFaults.all(), CodecFaults.all())
        .flatMap(faults -> faults);
  }

  /** Reads a corner of every level, at most 512 px wide. */
  private static void readAll(SlideReader reader) {
    for (SlideLevel level : reader.info().levels()) {
      int width = Math.min(512, level.width());
      int height = Math.min(512, level.height());
      reader.read(level.index(), new PixelRect(0, 0, width, height));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void endsAsTheTableSays(Fault fault) {
    MemorySource source = new MemorySource(Fault.NAME, fault.file().get(), 20_000, 64L << 20);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    if (fault.code() == null) {
      try (SlideReader reader = SlideReaders.open(source)) {
        fault.holds().accept(reader);
      }
    } else {
      assertThatThrownBy(
              () -> {
                try (SlideReader reader = SlideReaders.open(source)) {
                  readAll(reader);
                }
              })
          .isInstanceOfSatisfying(
              WsiException.class,
              e -> {
                assertThat(e.getMessage()).as("%s", fault).matches(fault.message());
                assertThat(e.code()).as("%s", fault).isEqualTo(fault.code());
              });
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    assertThat(source.isClosed()).as("the file is closed").isTrue();
  }

  @Test
  void everyRowIsThere() {
    TreeSet<Integer> rows = faults().map(Fault::row).collect(Collectors.toCollection(TreeSet::new));
    assertThat(rows).containsExactlyElementsOf(Stream.iterate(1, k -> k + 1).limit(27).toList());
  }

  @Test
  @DisplayName("row 27: a DICOM file named as SVS is known by its bytes")
  void dicomIsNoTiff() {
    byte[] dicom = ("\0".repeat(128) + "DICM\2\0\0\0UL").getBytes(StandardCharsets.ISO_8859_1);
    MemorySource source = new MemorySource(Fault.NAME, dicom, 20_000, 64L << 20);
    // What is said first depends on whether this machine has libopenslide; both name the format.
    assertThatThrownBy(() -> SlideReaders.open(source))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).isIn(OpenSlideError.NO_OPENSLIDE, OpenSlideError.MISSING_PARTS);
              assertThat(e.getMessage())
                  .matches("(NO_OPENSLIDE|MISSING_PARTS): bad\\.svs: .*a DICOM slide.*");
            });
    assertThat(source.isClosed()).as("the file is closed").isTrue();
  }

  @ParameterizedTest(name = "row 27: a slide named {0}")
  @ValueSource(
      strings = {"切片 1.svs", "a b.svs", "100%.svs", "a%20b.svs", "a+b.svs", "a#b.svs", "x.png"})
  void namesAndExtensionsDoNotMatter(String name, @TempDir Path folder) throws IOException {
    Path path = folder.resolve(name);
    Files.write(path, TinyTiff.little().tiledBytes());
    try (SlideReader reader = SlideReaders.open(path)) {
      readAll(reader);
      assertThat(reader.stats().tilesDecoded()).isEqualTo(4);
    }
    Files.write(path, new byte[] {'I', 'I', 42, 0, 4, 0, 0, 0});
    assertThatThrownBy(() -> SlideReaders.open(path)).hasMessageContaining(path.toString());
  }

  /**
   * OpenSlide's to read, here or not; what is no more than the mark of a DICOM file, nobody reads.
   */
  @Test
  void row27DicomIsRefusedByName() {
    byte[] file = new byte[1_000];
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, file, 128, 4);
    MemorySource source = new MemorySource(Fault.NAME, file, 1_000, 1 << 20);
    assertThatThrownBy(() -> SlideReaders.open(source))
        .isInstanceOf(WsiException.class)
        .hasMessageMatching("[A-Z_]+: bad\\.svs: .+");
    assertThat(source.isClosed()).isTrue();
  }

  @Test
  void row24DescriptionOf100MegabytesIsCapped(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("long.svs");
    TinyTiff tiff = TinyTiff.little();
    tiff.tiled().count(270, 2, 100_000_000, 4_000);
    byte[] head = "Aperio x\r\n20x12|MPP = 0.5|k = ".getBytes(StandardCharsets.UTF_8);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(tiff.bytes());
      file.setLength(100_004_000);
      file.seek(4_000);
      file.write(head);
    }
    try (SlideReader reader = SlideReaders.open(path)) {
      assertThat(reader.info().mpp().orElseThrow().umPerPx()).isEqualTo(0.5);
    }
  }
}
