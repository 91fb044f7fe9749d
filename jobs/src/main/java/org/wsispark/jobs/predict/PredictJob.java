package org.wsispark.jobs.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ModelSource;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.jobs.io.TissueRow;

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
    List<String> ids = pending.slideIds();
    StitchedSlides stitched = new StitchedSlides(context, model, config, options);
    long blocks = 0;
    long windows = 0;
    long slides = 0;
    long tasks = 0;
    for (int from = 0; from < ids.size(); from += options.slidesPerCommit()) {
      List<String> batch =
          ids.subList(from, Math.min(ids.size(), from + options.slidesPerCommit()));
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
    for (String id : pending.slideIds()) {
      PredictSlide slide = pending.load(List.of(id)).get(id);
      try {
        List<BlockWork> work =
            SlideBlocks.of(
                    slide.row(),
                    model.card(),
                    slide.tissue(),
                    options.mppTolerance(),
                    options.minTissue())
                .work(id);
        blocks += work.size();
        windows += work.stream().mapToLong(BlockWork::windows).sum();
      } catch (WsiException e) {
        lines.add("would quarantine: " + Failure.of(id, e).message());
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

  /** Slides with tissue whose prediction is missing or was made from other bytes. */
  private record Pending(List<String> slideIds, long current, Dataset<Row> slides) {

    static Pending find(
        SparkSession spark, Lake lake, ModelFiles model, String config, PredictOptions options) {
      Dataset<Row> tissue =
          TissueRow.ofConfig(spark, lake, options.tissueConfig())
              .select(
                  col("slide_id"),
                  col("source_id"),
                  struct("mask", "downsample_x", "downsample_y", "mpp").as("tissue"));
      Dataset<Row> slides = SlideRow.catalogue(spark, lake).join(tissue, joinKey());
      Dataset<Row> done =
          lake.readOrEmpty(spark, LakeTable.PROBABILITY)
              .where(
                  col("model_id")
                      .equalTo(model.card().modelId())
                      .and(col("config").equalTo(config)))
              .select("slide_id", "source_id")
              .distinct();
      TreeSet<String> all = ids(slides);
      if (all.isEmpty()) {
        throw WsiException.of(PredictError.NO_TISSUE, "no slide has a tissue row to work on")
            .inSlide(lake.root())
            .remedy("Run `wsispark tissue` first; tissue-config must name one of its configs");
      }
      TreeSet<String> current = ids(slides.select("slide_id", "source_id").join(done, joinKey()));
      List<String> left = new ArrayList<>(all);
      left.removeAll(current);
      return new Pending(left, current.size(), slides);
    }

    private static String[] joinKey() {
      return new String[] {"slide_id", "source_id"};
    }

    private static TreeSet<String> ids(Dataset<Row> rows) {
      TreeSet<String> ids = new TreeSet<>();
      rows.select("slide_id").collectAsList().forEach(row -> ids.add(row.getString(0)));
      return ids;
    }

    Map<String, PredictSlide> load(List<String> ids) {
      Map<String, PredictSlide> loaded = new HashMap<>();
      for (Row row : slides.where(col("slide_id").isin(ids.toArray())).collectAsList()) {
        PredictSlide slide = PredictSlide.of(row);
        loaded.put(slide.row().slideId(), slide);
      }
      return loaded;
    }
  }
}
