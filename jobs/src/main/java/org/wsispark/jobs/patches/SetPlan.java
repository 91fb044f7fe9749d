package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.io.Batches;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.patches.CellSelector.Selected;
import org.wsispark.patch.PatchPlan;
import org.wsispark.patch.PatchPlanner;
import org.wsispark.patch.SlideWork;

/** What a run of {@link PatchesJob} would do, told from the catalogue; writes pictures at most. */
final class SetPlan {
  private final JavaSparkContext sc;
  private final PatchesOptions options;
  private final SetOptions set;
  private final PlanContext context;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> dropped = new LinkedHashMap<>();
  private final List<String> without = new ArrayList<>();
  private long patches;
  private long pixels;
  private long tasks;
  private long bytes;
  private double imbalance = 1;

  private SetPlan(PlanContext context, PatchesOptions options, SetOptions set) {
    this.sc = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    this.options = options;
    this.set = set;
    this.context = context;
  }

  static JobPlan of(PlanContext context, PatchesOptions options, boolean relabelOnly) {
    SparkSession spark = context.spark();
    Lake lake = context.lake();
    SetOptions given = SetOptions.of(options);
    SetSlides slides = SetSlides.find(spark, lake, options, given, relabelOnly);
    SetOptions set = PatchesJob.balanced(spark, lake, options, given, slides, relabelOnly, "");
    SetPlan plan = new SetPlan(context, options, set);
    slides.failures().forEach(plan::wouldQuarantine);
    for (List<String> ids : Batches.of(slides.pending(), options.tasks().slidesPerCommit())) {
      plan.add(slides.load(ids));
    }
    return relabelOnly ? plan.relabel(slides) : plan.report(slides);
  }

  /** No pixel is read, so nothing is said of images and what they cost. */
  private JobPlan relabel(SetSlides slides) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "would label %d patches of %d slides anew; no pixel is read; %d slides are up to date"
            .formatted(patches, slides.pending().size(), slides.current()));
    lines.addAll(problems);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", (long) slides.pending().size());
    counts.put("current", slides.current());
    counts.put("labels", patches);
    return new JobPlan(lines, counts);
  }

  private void wouldQuarantine(Failure failure) {
    problems.add("would quarantine: " + failure.message());
  }

  private void add(List<PatchSlide> batch) {
    CellSelector selector = set.selector();
    List<SlideWork> work = new ArrayList<>();
    List<Selected> chosen = sc.parallelize(batch, batch.size()).map(selector::select).collect();
    for (int k = 0; k < chosen.size(); k++) {
      Selected selected = chosen.get(k);
      if (selected.failure() != null) {
        wouldQuarantine(selected.failure());
        continue;
      }
      SlideWork wanted = selector.work(batch.get(k).row(), selected.cells());
      work.add(wanted);
      pixels += wanted.pixels();
      if (selected.count() == 0) {
        without.add(selected.slideId());
      }
      selected.dropped().forEach((filter, cells) -> dropped.merge(filter, cells, Long::sum));
    }
    if (!options.tasks().planPictures().isEmpty()) {
      pictures(batch).forEach(failure -> problems.add("no picture: " + failure.message()));
    }
    PatchPlan plan = new PatchPlanner(options.tasks().plan(sc.defaultParallelism())).plan(work);
    patches += plan.patches();
    tasks += plan.partitions().size();
    bytes += plan.bytes();
    imbalance = Math.max(imbalance, plan.imbalance());
  }

  private List<Failure> pictures(List<PatchSlide> slides) {
    PlanPictures pictures =
        new PlanPictures(
            SlideFiles.of(context.spark()),
            set.selector(),
            Lake.of(options.tasks().planPictures()).root());
    return sc.parallelize(slides, slides.size())
        .map(pictures::draw)
        .filter(failure -> failure != null)
        .collect();
  }

  private JobPlan report(SetSlides slides) {
    CostEstimate estimate = new CostEstimate(patches, pixels, bytes, tasks);
    Prices prices = Prices.of(options.tasks().prices());
    int quality = options.images().jpegQuality();
    long all = patches + dropped.values().stream().mapToLong(Long::longValue).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        "would make %d patches of %d slides in %d tasks from %.1f MB, largest task %.2f of the mean; %d slides are up to date"
            .formatted(
                patches, slides.pending().size(), tasks, bytes / 1e6, imbalance, slides.current()));
    lines.add("%d patches in the grids".formatted(all));
    dropped.forEach((filter, cells) -> lines.add("  %s drops %d".formatted(filter, cells)));
    if (patches > 0) {
      lines.addAll(estimate.lines(quality, prices));
    }
    lines.addAll(problems);
    slides.shares().line().ifPresent(lines::add);
    lines.addAll(LeftOutReport.lines(slides.leftOut()));
    PatchesResult.without(without).ifPresent(lines::add);
    PatchesResult.withoutTissue(slides.withoutTissue()).ifPresent(lines::add);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("grid_patches", all);
    counts.putAll(LeftOutReport.counts(slides.leftOut()));
    dropped.forEach((filter, cells) -> counts.put("dropped_" + filter, cells));
    counts.put("slides", (long) slides.pending().size());
    counts.put("current", slides.current());
    counts.put("slides_without_patches", (long) without.size());
    counts.put("patches", patches);
    counts.put("tasks", tasks);
    counts.put("compressed_bytes", bytes);
    return new JobPlan(lines, counts, Map.of("estimates", estimate.figures(quality, prices)));
  }
}
