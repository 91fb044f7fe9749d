package org.wsispark.jobs.bench;

import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.patches.ImageOptions;
import org.wsispark.jobs.patches.PatchesOptions;

/** Our own contestants by the names that workload files use. */
final class BenchSteps {
  private static final Map<String, BenchStep> STEPS =
      Map.of(
          "read",
          new ReadStep(),
          "patches",
          new PatchesStep(PatchesOptions.defaults()),
          "patches-source",
          new PatchesStep(PatchesOptions.defaults().with(new ImageOptions("source", 90))),
          "predict",
          new PredictStep(),
          "rasterize-1",
          new RasterizeStep(1),
          "rasterize-4",
          new RasterizeStep(4),
          "label-fractions",
          new FractionsStep(),
          "trace",
          new TraceStep());

  private BenchSteps() {}

  static BenchStep named(String name) {
    BenchStep step = STEPS.get(name);
    if (step == null) {
      throw WsiException.of(
          BenchError.BAD_WORKLOAD, "there is no step %s, only %s", name, STEPS.keySet());
    }
    return step;
  }
}
