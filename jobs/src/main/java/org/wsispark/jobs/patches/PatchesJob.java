package org.wsispark.jobs.patches;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.jobs.options.OptionsJson;
import org.wsispark.jobs.patches.CellSelector.Selected;
import org.wsispark.patch.PatchPlan;
import org.wsispark.patch.PatchPlanner;
import org.wsispark.patch.SlideWork;

/**
 * Patch data sets: pixels into {@code patch_images}, what they show into {@code patch_labels},
 * under the same keys. A set has one set of options; running it again adds the slides that are new
 * and labels those anew whose annotation has changed.
 */
public final class PatchesJob implements Job<PatchesOptions, PatchesResult> {
  private final boolean relabelOnly;

  /** Adds what is new and labels anew what has another annotation. */
  public PatchesJob() {
    this(false);
  }

  /**
   * Or does the second only.
   *
   * @param relabelOnly whether slides that are new to the set are left for later; no pixel is read
   *     then, and no table but patch_labels and patch_sets changes
   */
  public PatchesJob(boolean relabelOnly) {
    this.relabelOnly = relabelOnly;
  }

  @Override
  public String name() {
    return "patches";
  }

  @Override
  public String target(PatchesOptions options) {
    return options.patchSet();
  }

  @Override
  public PatchesResult run(JobContext context, PatchesOptions options) {
    Prices prices = Prices.of(options.tasks().prices());
    Optional<PlainSet> plain = options.plain(context.spark());
    if (relabelOnly && plain.isPresent()) {
      throw OptionsError.badValue("format", "parquet", "--relabel needs a set of the lake");
    }
    SetOptions given = SetOptions.of(options);
    SetSlides slides = SetSlides.find(context.spark(), context.lake(), options, given, relabelOnly);
    int perBatch = options.tasks().slidesPerCommit();
    String runId = context.run().runId();
    SetOptions set =
        relabelOnly
            ? given
            : SetBalance.balanced(context.spark(), context.lake(), given, slides, perBatch, runId);
    slides.failures().forEach(context::quarantine);
    PatchBatch batch = new PatchBatch(context, options, set);
    BatchCounts made = BatchCounts.NONE;
    for (List<String> ids : Batches.of(slides.pending(), perBatch)) {
      made = made.plus(batch.make(slides.load(ids)));
    }
    if (plain.isPresent()) {
      plain.get().publish();
    } else if (made.images() > 0 || made.labels() > 0) {
      publish(context, options, set.digest(), made);
    }
    return new PatchesResult(
        options.patchSet(),
        made.slides(),
        made.withoutPatches(),
        slides.current(),
        slides.withoutTissue(),
        made.images(),
        made.labels(),
        made.tasks(),
        made.mostTasksOfASlide(),
        made.tilesDecoded(),
        made.missingTiles(),
        options.images().encoding(),
        made.cost(),
        prices,
        slides.leftOut());
  }

  /** The set's row comes last: who reads by it sees whole slides in both tables. */
  private static void publish(
      JobContext context, PatchesOptions options, String digest, BatchCounts made) {
    Map<String, Long> versions = new TreeMap<>();
    for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS)) {
      context.changed(table);
      versions.put(table.tableName(), context.lake().version(context.spark(), table));
    }
    Row row =
        RowFactory.create(
            options.patchSet(),
            json(options),
            made.slides(),
            made.images(),
            versions,
            false,
            Timestamp.from(context.run().startedAt()),
            digest,
            context.run().runId());
    context
        .writer()
        .append(
            context.spark().createDataFrame(List.of(row), LakeTable.PATCH_SETS.schema()),
            LakeTable.PATCH_SETS,
            context.run().runId());
    context.changed(LakeTable.PATCH_SETS);
  }

  static String json(PatchesOptions options) {
    try {
      return OptionsJson.mapper().writeValueAsString(options);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("options cannot be written: " + options, e);
    }
  }

  @Override
  public JobPlan plan(PlanContext context, PatchesOptions options) {
    SetOptions given = SetOptions.of(options);
    SetSlides slides = SetSlides.find(context.spark(), context.lake(), options, given, relabelOnly);
    int perBatch = options.tasks().slidesPerCommit();
    SetOptions set =
        relabelOnly
            ? given
            : SetBalance.balanced(context.spark(), context.lake(), given, slides, perBatch, "");
    CellSelector selector = set.selector();
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    int cores = sc.defaultParallelism();
    List<String> lines = new ArrayList<>();
    slides.failures().forEach(failure -> lines.add("would quarantine: " + failure.message()));
    Map<String, Long> dropped = new LinkedHashMap<>();
    List<String> without = new ArrayList<>();
    long patches = 0;
    long pixels = 0;
    long tasks = 0;
    long bytes = 0;
    double imbalance = 1;
    for (List<String> ids : Batches.of(slides.pending(), perBatch)) {
      List<SlideWork> work = new ArrayList<>();
      List<PatchSlide> batch = slides.load(ids);
      List<Selected> chosen = sc.parallelize(batch, batch.size()).map(selector::select).collect();
      for (int k = 0; k < chosen.size(); k++) {
        Selected selected = chosen.get(k);
        Failure failure = selected.failure();
        if (failure == null) {
          SlideWork wanted = selector.work(batch.get(k).row(), selected.cells());
          work.add(wanted);
          pixels += wanted.pixels();
          if (selected.count() == 0) {
            without.add(selected.slideId());
          }
          selected.dropped().forEach((filter, cells) -> dropped.merge(filter, cells, Long::sum));
        } else {
          lines.add("would quarantine: " + failure.message());
        }
      }
      if (!options.tasks().planPictures().isEmpty()) {
        for (Failure failure : pictures(context, selector, options, batch)) {
          lines.add("no picture: " + failure.message());
        }
      }
      PatchPlan plan = new PatchPlanner(options.tasks().plan(cores)).plan(work);
      patches += plan.patches();
      tasks += plan.partitions().size();
      bytes += plan.bytes();
      imbalance = Math.max(imbalance, plan.imbalance());
    }
    lines.add(
        0,
        "would make %d patches of %d slides in %d tasks from %.1f MB, largest task %.2f of the mean; %d slides are up to date"
            .formatted(
                patches, slides.pending().size(), tasks, bytes / 1e6, imbalance, slides.current()));
    long all = patches + dropped.values().stream().mapToLong(Long::longValue).sum();
    lines.add(1, "%d patches in the grids".formatted(all));
    int line = 2;
    for (Map.Entry<String, Long> filter : dropped.entrySet()) {
      lines.add(line++, "  %s drops %d".formatted(filter.getKey(), filter.getValue()));
    }
    lines.addAll(LeftOutReport.lines(slides.leftOut()));
    PatchesResult.without(without).ifPresent(lines::add);
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
    CostEstimate estimate = new CostEstimate(patches, pixels, bytes, tasks);
    Prices prices = Prices.of(options.tasks().prices());
    int quality = options.images().jpegQuality();
    lines.addAll(line, estimate.lines(quality, prices));
    return new JobPlan(lines, counts, Map.of("estimates", estimate.figures(quality, prices)));
  }

  private static List<Failure> pictures(
      PlanContext context, CellSelector selector, PatchesOptions options, List<PatchSlide> slides) {
    PlanPictures pictures =
        new PlanPictures(
            SlideFiles.of(context.spark()),
            selector,
            Lake.of(options.tasks().planPictures()).root());
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext())
        .parallelize(slides, slides.size())
        .map(pictures::draw)
        .filter(failure -> failure != null)
        .collect();
  }
}
