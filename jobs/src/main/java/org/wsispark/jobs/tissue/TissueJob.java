package org.wsispark.jobs.tissue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.io.Batches;
import org.wsispark.jobs.io.Catalogue;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.MadeBatch;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.jobs.io.TableRows;

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
    Written written = new Written(0, 0, 0);
    for (List<String> ids : Batches.of(pending.slideIds(), options.slidesPerCommit())) {
      written = written.plus(batch(context, maker, pending.slides().loadAll(ids)));
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
      List<Row> rows =
          batch.made().filter(slide -> slide.row() != null).map(slide -> slide.row()).collect();
      String work =
          Digests.brief(
              good.stream()
                  .map(slide -> slide.slideId() + "=" + slide.sourceId())
                  .toArray(String[]::new));
      context
          .writer()
          .replaceSlides(rows, LakeTable.TISSUE, Map.of("config", maker.options().config()), work);
      List<Double> fractions =
          rows.stream().map(row -> LakeTable.TISSUE.<Double>get(row, "tissue_fraction")).toList();
      return new Written(
          fractions.size(),
          fractions.stream().filter(fraction -> fraction == 0).count(),
          fractions.stream().mapToDouble(fraction -> fraction).sum());
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
  private record Pending(List<String> slideIds, long current, Catalogue slides) {

    static Pending find(SparkSession spark, Lake lake, TissueJobOptions options) {
      Catalogue slides = Catalogue.of(spark, lake);
      Map<String, String> sources = slides.sources();
      Map<String, String> done =
          options.overlays().isEmpty()
              ? Catalogue.sources(
                  TableRows.of(spark, lake, LakeTable.TISSUE).where("config", options.config()))
              : Map.of();
      List<String> ids =
          sources.entrySet().stream()
              .filter(slide -> !slide.getValue().equals(done.get(slide.getKey())))
              .map(Map.Entry::getKey)
              .toList();
      return new Pending(ids, sources.size() - ids.size(), slides);
    }
  }
}
