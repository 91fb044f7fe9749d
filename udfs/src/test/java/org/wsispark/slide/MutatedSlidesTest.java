package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.testkit.slide.Damage;
import org.wsispark.testkit.slide.MemorySource;
import org.wsispark.testkit.slide.Mutation;
import org.wsispark.testkit.slide.SlideMutator;
import org.wsispark.testkit.slide.SlideVariant;

/** A slide with one thing wrong is opened and read, or refused with a typed error; never else. */
class MutatedSlidesTest {
  private static final int MUTATIONS = 300;

  /** Directories, tag values and a tile: a sound slide of the test takes less than 200. */
  private static final long MOST_READS = 2_000;

  /** What a reader may take from Java's heap for a slide of 2 MB and one tile. */
  private static final long MOST_ALLOCATED = 64L << 20;

  private static final List<TileGrid> LEVELS =
      List.of(new TileGrid(90, 70, 32, 32), new TileGrid(22, 17, 32, 32));

  @TempDir Path folder;

  /**
   * The first use of each decoder unpacks native libraries, which is not the slide's allocation.
   */
  @BeforeAll
  static void loadsDecoders(@TempDir Path early) {
    for (SlideVariant variant : SlideVariant.compressions().toList()) {
      byte[] sound = variant.bytes(LEVELS, early);
      try (SlideReader reader = SlideReaders.open(new MemorySource(sound))) {
        reader.read(0, new PixelRect(0, 0, 24, 24));
      }
    }
  }

  /** Whether the slide was refused. */
  private static boolean refused(Mutation mutation) {
    long most = 4L * mutation.bytes().length + (1 << 20);
    MemorySource source = new MemorySource("mutated.svs", mutation.bytes(), MOST_READS, most);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    try (SlideReader reader = SlideReaders.open(source)) {
      List<SlideLevel> levels = reader.info().levels();
      SplittableRandom random = new SplittableRandom(mutation.seed());
      SlideLevel level = levels.get(random.nextInt(levels.size()));
      int x = random.nextInt(level.width());
      int y = random.nextInt(level.height());
      reader.read(level.index(), new PixelRect(x, y, 24, 24));
    } catch (WsiException e) {
      assertThat(e.slide()).as("%s: %s", mutation, e.getMessage()).contains("mutated.svs");
      assertThat(e.getMessage()).as("%s", mutation).doesNotContain("\n");
      refused = true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(mutation + " ends in " + e, e);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("%s: bytes allocated", mutation).isLessThan(MOST_ALLOCATED);
    assertThat(source.isClosed()).as("%s: source closed", mutation).isTrue();
    return refused;
  }

  private static byte[] realSlide() throws IOException {
    return Files.readAllBytes(SharedData.slide("CMU-1-Small-Region.svs"));
  }

  @Test
  void aRealSlideWithOneThingWrong() throws IOException {
    SlideMutator mutator = new SlideMutator(realSlide());
    Set<Damage> seen = EnumSet.noneOf(Damage.class);
    int refused = 0;
    for (long seed = 0; seed < MUTATIONS; seed++) {
      Mutation mutation = mutator.mutate(seed);
      seen.add(mutation.damage());
      refused += refused(mutation) ? 1 : 0;
    }
    assertThat(seen).containsExactlyInAnyOrder(Damage.values());
    assertThat(refused).isBetween(MUTATIONS / 3, MUTATIONS - 20);
  }

  @Test
  void smallSlidesOfEveryFormWithOneThingWrong() {
    int refused = 0;
    int seed = 10_000;
    for (SlideVariant variant : SlideVariant.all().toList()) {
      SlideMutator mutator = new SlideMutator(variant.bytes(LEVELS, folder));
      for (int k = 0; k < MUTATIONS / 64 + 1; k++) {
        refused += refused(mutator.mutate(seed++)) ? 1 : 0;
      }
    }
    assertThat(seed - 10_000).isGreaterThan(MUTATIONS);
    assertThat(refused).isBetween(MUTATIONS / 3, MUTATIONS - 20);
  }

  @Test
  void flippedBitsOfARealSlidesStructure() throws IOException {
    SlideMutator mutator = new SlideMutator(realSlide());
    List<Damage> flips =
        List.of(Damage.HEADER_BIT, Damage.ENTRY_BIT, Damage.ENTRY_BIT, Damage.VALUE_BIT);
    long refused =
        LongStream.range(0, 2_000)
            .mapToObj(seed -> mutator.mutate(flips.get((int) (seed % 4)), seed))
            .filter(MutatedSlidesTest::refused)
            .count();
    assertThat(refused).as("flips that were noticed").isGreaterThan(400);
  }

  @Test
  void soundSlidesAreReadWithinTheLimits() throws IOException {
    MemorySource source = new MemorySource(realSlide());
    try (SlideReader reader = SlideReaders.open(source)) {
      reader.read(0, new PixelRect(100, 100, 24, 24));
    }
    assertThat(source.reads()).isBetween(5L, 200L);
    assertThat(source.bytesRead()).isBetween(1_000L, 1L << 20);
  }
}
