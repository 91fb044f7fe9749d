package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.predict.PredictJob;
import org.wsispark.jobs.predict.PredictOptions;
import org.wsispark.jobs.predict.PredictResult;
import org.wsispark.jobs.tissue.TissueJobOptions;

/**
 * The built-in model over the tissue of the slides: reading, resampling, inference, stitching and
 * the commit. The catalogue and the tissue masks are there before the clock starts, as what is
 * compared is inference alone.
 */
final class PredictStep implements BenchStep {
  @Override
  public Measured run(List<Path> slides, int threads, Path scratch) {
    try (BenchLake lake = BenchLake.open(slides, threads, scratch, TissueJobOptions.defaults())) {
      Stopwatch watch = new Stopwatch();
      PredictResult made = lake.run(new PredictJob(), PredictOptions.defaults());
      if (made.slides() != slides.size()) {
        throw WsiException.of(
            BenchError.NO_RESULT, "predictions of %d of %d slides", made.slides(), slides.size());
      }
      return watch.stop(made.windows());
    }
  }
}
