package org.wsispark.jobs.tissue;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.MadeBatch;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.SlideRow;

/**
 * One tissue mask per slide of the catalogue, in {@code tissue}. Slides whose mask was made with
 * the same options from the same bytes are left out, unless pictures are wanted. A slide that
 * cannot be read goes to quarantine and leaves no row.
 */
public final class TissueJob implements Job<TissueJobOptions, TissueResult> {

  @Override
  public String name() {
    return "tissue";
  }

  @Override
  public TissueResult run(JobContext context, TissueJobOptions options) {
    String overlays = options.overlays().isEmpty() ? "" : Lake.of(options.overlays()).root();
    TissueMaker maker =
        new TissueMaker(
            context.slideFiles(),
            options.withOverlays(overlays),
            context.run(),
            context.counter("slides"));
    Pending pending = Pending.find(context.spark(), context.lake(), options);
    List<String> ids = pending.slideIds();
    Written written = new Written(0, 0, 0);
    for (int from = 0; from < ids.size(); from += options.slidesPerCommit()) {
      int to = Math.min(ids.size(), from + options.slidesPerCommit());
      written = written.plus(batch(context, maker, pending.load(ids.subList(from, to))));
    }
    if (written.slides() > 0) {
      context.changed(LakeTable.TISSUE);
    }
    return new TissueResult(
        options.config(),
        written.slides(),
        pending.current(),
        written.withoutTissue(),
        written.slides() == 0 ? 0 : written.fractions() / written.slides(),
        overlays);
  }

  /** What was written so far; fractions is their sum over the slides. */
  private record Written(long slides, long withoutTissue, double fractions) {

    Written plus(Written other) {
      return new Written(
          slides + other.slides, withoutTissue + other.withoutTissue, fractions + other.fractions);
    }
  }

  private static Written batch(JobContext context, TissueMaker maker, List<SlideRow> slides) {
    try (MadeBatch<TissueMade> batch = MadeBatch.of(context, slides, maker::make)) {
      List<SlideRow> good = slides.stream().filter(slide -> batch.has(slide.slideId())).toList();
      if (good.isEmpty()) {
        return new Written(0, 0, 0);
      }
      Dataset<Row> rows =
          context
              .spark()
              .createDataFrame(
                  batch.made().filter(slide -> slide.row() != null).map(TissueMade::row),
                  LakeTable.TISSUE.schema());
      String work =
          Digests.brief(
              good.stream()
                  .map(slide -> slide.slideId() + "=" + slide.sourceId())
                  .toArray(String[]::new));
      context
          .writer()
          .replaceSlides(
              rows,
              LakeTable.TISSUE,
              good.stream().map(SlideRow::slideId).toList(),
              Map.of("config", maker.options().config()),
              work);
      Row sums =
          rows.selectExpr(
                  "count(*)", "count_if(tissue_fraction = 0)", "coalesce(sum(tissue_fraction), 0D)")
              .head();
      return new Written(sums.getLong(0), sums.getLong(1), sums.getDouble(2));
    }
  }

  @Override
  public JobPlan plan(PlanContext context, TissueJobOptions options) {
    Pending pending = Pending.find(context.spark(), context.lake(), options);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", (long) pending.slideIds().size());
    counts.put("current", pending.current());
    return new JobPlan(
        List.of(
            "would find the tissue of %d slides (config %s); %d slides are up to date"
                .formatted(pending.slideIds().size(), options.config(), pending.current())),
        counts);
  }

  /** Slides whose mask is missing or was made from other bytes. */
  private record Pending(List<String> slideIds, long current, Dataset<Row> slides) {

    static Pending find(SparkSession spark, Lake lake, TissueJobOptions options) {
      Dataset<Row> slides = SlideRow.catalogue(spark, lake);
      Dataset<Row> done =
          lake.readOrEmpty(spark, LakeTable.TISSUE)
              .where(col("config").equalTo(options.config()))
              .select("slide_id", "source_id");
      Dataset<Row> left =
          options.overlays().isEmpty()
              ? slides.join(
                  done,
                  slides
                      .col("slide_id")
                      .equalTo(done.col("slide_id"))
                      .and(slides.col("source_id").equalTo(done.col("source_id"))),
                  "left_anti")
              : slides;
      List<String> ids = new ArrayList<>();
      left.select("slide_id")
          .orderBy("slide_id")
          .collectAsList()
          .forEach(row -> ids.add(row.getString(0)));
      return new Pending(ids, slides.count() - ids.size(), slides);
    }

    List<SlideRow> load(List<String> ids) {
      Map<String, SlideRow> loaded = new HashMap<>();
      for (Row row : slides.where(col("slide_id").isin(ids.toArray())).collectAsList()) {
        SlideRow slide = SlideRow.of(row);
        loaded.put(slide.slideId(), slide);
      }
      return ids.stream().map(loaded::get).toList();
    }
  }
}
