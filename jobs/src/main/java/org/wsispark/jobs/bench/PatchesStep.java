package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.patches.FilterOptions;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.patches.PatchesResult;
import org.wsispark.jobs.tissue.DetectionKeys;
import org.wsispark.jobs.tissue.QualityKeys;
import org.wsispark.jobs.tissue.TissueJobOptions;

/**
 * From slides to a patch data set as the jobs make it: catalogue, tissue, patches with labels,
 * every table and commit included. Patches are those of which at least a quarter is darker than 225
 * of 255 on a coarse level: within half a percent as many as the peers choose by the mean. Blur,
 * which they do not look at, is not measured.
 */
final class PatchesStep implements BenchStep {
  private static final double EIGHT_MPP = 8;
  private static final int DARKER_THAN_225 = 255 - 225;
  private static final double LEAST_SHARE = 0.25;

  private final PatchesOptions options;

  /** The patches that the options ask for. */
  PatchesStep(PatchesOptions options) {
    this.options = options.with(new FilterOptions(LEAST_SHARE, "", 1, 1, 1, 1, 1));
  }

  @Override
  public Measured run(List<Path> slides, int threads, Path scratch) {
    Stopwatch watch = new Stopwatch();
    try (BenchLake lake = BenchLake.open(slides, threads, scratch, tissue())) {
      PatchesResult made = lake.run(new PatchesJob(), options);
      if (made.slides() != slides.size()) {
        throw WsiException.of(
            BenchError.NO_RESULT, "patches of %d of %d slides", made.slides(), slides.size());
      }
      return watch.stop(made.images());
    }
  }

  private static TissueJobOptions tissue() {
    TissueJobOptions d = TissueJobOptions.defaults();
    QualityKeys q = d.quality();
    return new TissueJobOptions(
        new DetectionKeys("otsu-grey", EIGHT_MPP, 0.3, DARKER_THAN_225, 1, 0, 0, 0, 0),
        new QualityKeys(q.darkBelow(), q.foldRatio(), q.minMarkAreaUm2(), q.blurMpp(), 0),
        d.overlays(),
        d.slidesPerCommit());
  }
}
