package org.wsispark.jobs.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.AssociatedImage;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/**
 * Changes one byte of a slide's header, directories or tag values at a time, opens the slide and
 * reads a window of one level or one associated image. The same seed makes the same changes.
 */
public final class FlipRun {
  /** A flip that takes longer is a hang. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** After as many the run ends: they are of one kind, and each has its number. */
  private static final int MOST_FINDINGS = 20;

  private static final int WINDOW_PX = 64;

  private final Function<ByteSource, SlideReader> opener;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of the project's own reader. */
  public FlipRun() {
    this(SlideReaders::open);
  }

  FlipRun(Function<ByteSource, SlideReader> opener) {
    this.opener = opener;
  }

  /** What one flip came to. */
  private record Outcome(boolean refused, long nanos, long allocated) {}

  /**
   * Runs.
   *
   * @param name of the file
   * @param sound the whole file
   * @param flips how many
   * @param seed of the run
   * @throws WsiException when the file is no sound TIFF file to begin with
   */
  public FlipReport run(String name, byte[] sound, long flips, long seed)
      throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    StructureBytes structure =
        StructureBytes.of(new FlippedSource(name, sound, new Flip(-1, -1, 0)));
    List<String> findings = new ArrayList<>();
    long refused = 0;
    long slowest = 0;
    long allocated = 0;
    ExecutorService worker = worker();
    try {
      // The first use of a decoder loads it, which is no flip's doing.
      warmUp(worker, name, sound, random.split());
      long before = liveHeap();
      long done = 0;
      while (done < flips && findings.size() < MOST_FINDINGS) {
        SplittableRandom own = random.split();
        long offset = structure.offset(own.nextLong(structure.count()));
        Flip flip = new Flip(done++, offset, own.nextInt(1, 256));
        ByteSource source = new FlippedSource(name, sound, flip);
        Future<Outcome> attempt = worker.submit(() -> read(source, own));
        try {
          Outcome outcome = attempt.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
          refused += outcome.refused() ? 1 : 0;
          slowest = Math.max(slowest, outcome.nanos());
          allocated = Math.max(allocated, outcome.allocated());
        } catch (ExecutionException e) {
          findings.add(flip + " ends in " + e.getCause());
        } catch (TimeoutException e) {
          findings.add(flip + " takes longer than " + LIMIT.toSeconds() + " s");
          worker.shutdownNow();
          worker = worker();
        }
      }
      return new FlipReport(
          name,
          structure.count(),
          done,
          refused,
          TimeUnit.NANOSECONDS.toMillis(slowest),
          allocated,
          liveHeap() - before,
          findings);
    } finally {
      worker.shutdownNow();
    }
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "flips");
          thread.setDaemon(true);
          return thread;
        });
  }

  private void warmUp(ExecutorService worker, String name, byte[] sound, SplittableRandom random)
      throws InterruptedException {
    ByteSource source = new FlippedSource(name, sound, new Flip(-1, -1, 0));
    for (int k = 0; k < 10; k++) {
      try {
        worker.submit(() -> read(source, random)).get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the unchanged file cannot be read", e.getCause());
      }
    }
  }

  private Outcome read(ByteSource source, SplittableRandom random) {
    long start = System.nanoTime();
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    try (SlideReader reader = opener.apply(source)) {
      readSome(reader, random);
    } catch (WsiException e) {
      refused = true;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    return new Outcome(refused, System.nanoTime() - start, allocated);
  }

  private static void readSome(SlideReader reader, SplittableRandom random) {
    List<SlideLevel> levels = reader.info().levels();
    List<AssociatedImage> images = reader.info().associated();
    int which = random.nextInt(levels.size() + images.size());
    if (which < levels.size()) {
      SlideLevel level = levels.get(which);
      int x = random.nextInt(level.width());
      int y = random.nextInt(level.height());
      reader.read(which, new PixelRect(x, y, WINDOW_PX, WINDOW_PX));
    } else {
      reader.associated(images.get(which - levels.size()).name());
    }
  }

  /** What is in use after a collection. */
  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
