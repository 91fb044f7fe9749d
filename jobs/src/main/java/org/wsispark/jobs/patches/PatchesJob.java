package org.wsispark.jobs.patches;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.io.Batches;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.jobs.options.OptionsJson;

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
        balanced(context.spark(), context.lake(), options, given, slides, relabelOnly, runId);
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
        slides.leftOut(),
        slides.shares());
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
    context.writer().append(List.of(row), LakeTable.PATCH_SETS, context.run().runId());
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
    return SetPlan.of(context, options, relabelOnly);
  }

  /** What tasks need of the options, balanced over the slides where the options want it. */
  static SetOptions balanced(
      SparkSession spark,
      Lake lake,
      PatchesOptions options,
      SetOptions given,
      SetSlides slides,
      boolean relabelOnly,
      String runId) {
    return relabelOnly
        ? given
        : SetBalance.balanced(spark, lake, given, slides, options.tasks().slidesPerCommit(), runId);
  }
}
