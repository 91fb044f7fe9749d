package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.patches.PatchesResult;

/**
 * From slides to a patch data set as the jobs make it: catalogue, tissue, patches with labels,
 * every table and commit included. Patches are those at least half tissue.
 */
final class PatchesStep implements BenchStep {
  private final PatchesOptions options;

  /** The patches that the options ask for. */
  PatchesStep(PatchesOptions options) {
    this.options = options;
  }

  @Override
  public Measured run(List<Path> slides, int threads, Path scratch) {
    Stopwatch watch = new Stopwatch();
    try (BenchLake lake = BenchLake.open(slides, threads, scratch)) {
      PatchesResult made = lake.run(new PatchesJob(), options);
      if (made.slides() != slides.size()) {
        throw WsiException.of(
            BenchError.NO_RESULT, "patches of %d of %d slides", made.slides(), slides.size());
      }
      return watch.stop(made.images());
    }
  }
}
