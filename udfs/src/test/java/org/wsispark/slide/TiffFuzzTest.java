package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.testkit.slide.MemorySource;

/**
 * Any bytes as a slide file: pixels or a typed error that names the file. The kept inputs are run
 * as tests; docs/testing.md says how to look for new ones.
 */
class TiffFuzzTest {
  private static final long MOST_READS = 20_000;
  private static final long MOST_BYTES = 64L << 20;

  @FuzzTest(maxDuration = "30m")
  void directory(byte[] file) {
    MemorySource source = new MemorySource("fuzz.svs", file, MOST_READS, MOST_BYTES);
    try (SlideReader reader = SlideReaders.open(source)) {
      for (SlideLevel level : reader.info().levels()) {
        reader.read(level.index(), new PixelRect(0, 0, 16, 16));
      }
    } catch (WsiException e) {
      assertThat(e.getMessage()).contains("fuzz.svs").doesNotContain("\n");
    }
    assertThat(source.isClosed()).isTrue();
  }
}
