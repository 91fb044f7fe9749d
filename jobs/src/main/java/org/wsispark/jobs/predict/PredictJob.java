package org.wsispark.jobs.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ModelSource;
import org.wsispark.jobs.io.Batches;
import org.wsispark.jobs.io.Catalogue;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.TableRows;
import org.wsispark.jobs.io.TissueSlides;

/**
 * Infers each window once, by the owner of its centre, and stitches the windows into {@code
 * probability}; no table of window predictions is ever written. Slides whose prediction is there
 * and up to date are left out.
 */
public final class PredictJob implements Job<PredictOptions, PredictResult> {

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public String target(PredictOptions options) {
    return ModelSource.open(options.model()).card().modelId();
  }

  /** The config of the rows that these options give. */
  public static String config(ModelFiles model, PredictOptions options) {
    return Digests.brief(
        ModelFiles.sha256(model.graph()),
        model.card().toString(),
        options.tissueConfig(),
        Double.toString(options.mppTolerance()),
        options.resampling(),
        Double.toString(options.minTissue()));
  }

  @Override
  public PredictResult run(JobContext context, PredictOptions options) {
    ModelFiles model = ModelSource.open(options.model());
    String config = config(model, options);
    Pending pending = Pending.find(context.spark(), context.lake(), model, config, options);
    StitchedSlides stitched = new StitchedSlides(context, model, config, options);
    long blocks = 0;
    long windows = 0;
    long slides = 0;
    long tasks = 0;
    for (List<String> batch : Batches.of(pending.slideIds(), options.slidesPerCommit())) {
      StitchedSlides.Written written = stitched.predict(pending.load(batch));
      blocks += written.blocks();
      windows += written.windows();
      slides += written.slides();
      tasks += written.tasks();
    }
    if (blocks > 0) {
      context.changed(LakeTable.PROBABILITY);
    }
    return new PredictResult(
        model.card().modelId(), config, slides, pending.current(), blocks, windows, tasks);
  }

  @Override
  public JobPlan plan(PlanContext context, PredictOptions options) {
    ModelFiles model = ModelSource.open(options.model());
    String config = config(model, options);
    Pending pending = Pending.find(context.spark(), context.lake(), model, config, options);
    long windows = 0;
    long blocks = 0;
    List<String> lines = new ArrayList<>();
    for (List<String> ids : Batches.of(pending.slideIds(), options.slidesPerCommit())) {
      for (PredictSlide slide : pending.load(ids).values()) {
        try {
          List<BlockWork> work = work(slide, model, options);
          blocks += work.size();
          windows += work.stream().mapToLong(BlockWork::windows).sum();
        } catch (WsiException e) {
          lines.add("would quarantine: " + Failure.of(slide.row().slideId(), e).message());
        }
      }
    }
    lines.add(
        0,
        "would infer %d windows of %d slides with %s; %d slides are up to date"
            .formatted(
                windows, pending.slideIds().size(), model.card().modelId(), pending.current()));
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", (long) pending.slideIds().size());
    counts.put("current", pending.current());
    counts.put("blocks", blocks);
    counts.put("windows", windows);
    return new JobPlan(lines, counts);
  }

  private static List<BlockWork> work(
      PredictSlide slide, ModelFiles model, PredictOptions options) {
    return SlideBlocks.of(
            slide.row(), model.card(), slide.tissue(), options.mppTolerance(), options.minTissue())
        .work(slide.row().slideId());
  }

  /** Slides with tissue whose prediction is missing or was made from other bytes. */
  private record Pending(List<String> slideIds, long current, TissueSlides slides) {

    static Pending find(
        SparkSession spark, Lake lake, ModelFiles model, String config, PredictOptions options) {
      TissueSlides slides = TissueSlides.find(spark, lake, options.tissueConfig());
      Map<String, String> done =
          Catalogue.sources(
              TableRows.of(spark, lake, LakeTable.PROBABILITY)
                  .where("model_id", model.card().modelId())
                  .where("config", config));
      List<String> left =
          slides.sources().entrySet().stream()
              .filter(slide -> !slide.getValue().equals(done.get(slide.getKey())))
              .map(Map.Entry::getKey)
              .toList();
      return new Pending(left, slides.sources().size() - left.size(), slides);
    }

    /** Slides by their ids, in their order. */
    Map<String, PredictSlide> load(List<String> ids) {
      Map<String, PredictSlide> loaded = new TreeMap<>();
      slides.load(ids).forEach((id, slide) -> loaded.put(id, PredictSlide.of(slide)));
      return loaded;
    }
  }
}
