package org.wsispark.jobs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.slide.SlideReaders;

class FlipRunTest {
  private static final long FLIPS = 300;
  private static final long MOST_HEAP = 64L << 20;

  private static byte[] slide(String name) throws IOException {
    Path root = Path.of(System.getProperty("wsispark.root"));
    Path path = root.resolve("../shared/data/slides").resolve(name);
    assumeTrue(Files.exists(path), "SKIP: ../shared/data/slides is not here");
    return Files.readAllBytes(path);
  }

  /** 10,000 of each by {@code ./wsispark fuzz}. */
  @ParameterizedTest
  @ValueSource(strings = {"CMU-1-Small-Region.svs", "TCGA-CR-7395-01A-01-TS1.svs"})
  void aChangedByteEndsInPixelsOrATypedError(String name) throws Exception {
    FlipReport report = new FlipRun().run(name, slide(name), FLIPS, 28);
    assertThat(report.findings()).isEmpty();
    assertThat(report.flips()).isEqualTo(FLIPS);
    assertThat(report.refused()).as(report.line()).isBetween(10L, FLIPS - 10);
    assertThat(report.heapGrowth()).as(report.line()).isLessThan(MOST_HEAP);
    assertThat(report.mostAllocated()).as(report.line()).isPositive();
  }

  @Test
  void aReaderThatThrowsOtherThingsIsFound() throws Exception {
    FlipRun broken =
        new FlipRun(
            source -> {
              if (source instanceof FlippedSource flipped && flipped.flip().number() % 10 == 7) {
                throw new IllegalStateException("seven");
              }
              return SlideReaders.open(source);
            });
    FlipReport report = broken.run("broken", slide("CMU-1-Small-Region.svs"), 25, 1);
    assertThat(report.findings()).hasSize(2);
    assertThat(report.findings().get(0))
        .matches("flip 7: byte \\d+ \\^ [0-9a-f]{2} ends in .*: seven");
    assertThat(report.findings().get(1)).startsWith("flip 17: ");
  }

  @Test
  void everyByteOfTheStructureCanBeHitAndNoOther() throws Exception {
    byte[] slide = slide("CMU-1-Small-Region.svs");
    StructureBytes bytes =
        StructureBytes.of(new FlippedSource("sound", slide, new Flip(-1, -1, 0)));
    TreeSet<Long> offsets = new TreeSet<>();
    LongStream.range(0, bytes.count()).forEach(k -> offsets.add(bytes.offset(k)));
    assertThat(offsets).hasSize((int) bytes.count()).contains(0L, 7L, 1_275_950L);
    assertThat(offsets.subSet(8L, 1_275_950L)).as("tiles").isEmpty();
  }
}
