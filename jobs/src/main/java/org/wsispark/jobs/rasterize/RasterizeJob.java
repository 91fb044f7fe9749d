package org.wsispark.jobs.rasterize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.wsispark.jobs.io.Batches;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.MadeBatch;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.SlideFiles;

/**
 * One mask per annotated slide of the catalogue: a file and a row of {@code masks}, or rows of
 * {@code mask_tiles} and a row of {@code masks}. Slides whose mask was made from the same bytes,
 * document and options are left out. The row in {@code masks} comes last, so a run that was killed
 * goes on where it stopped. A document that cannot be used goes to quarantine.
 */
public final class RasterizeJob implements Job<RasterizeOptions, RasterizeResult> {

  @Override
  public String name() {
    return "rasterize";
  }

  @Override
  public RasterizeResult run(JobContext context, RasterizeOptions options) {
    ClassChoice classes = options.classChoice();
    String config = options.config(classes);
    String folder = folder(context.lake(), options, config);
    MaskMaker maker =
        new MaskMaker(
            SlideFiles.of(context.spark()),
            options,
            classes,
            config,
            folder,
            context.run(),
            context.counter("slides"));
    PendingMasks pending = PendingMasks.find(context.spark(), context.lake(), config);
    pending.failures().forEach(context::quarantine);
    Written written = new Written(0, 0, 0);
    for (List<String> ids : Batches.of(pending.slideIds(), options.slidesPerCommit())) {
      written = written.plus(batch(context, maker, pending.load(ids)));
    }
    if (written.slides() > 0) {
      context.changed(LakeTable.MASKS);
    }
    if (written.tiles() > 0) {
      context.changed(LakeTable.MASK_TILES);
    }
    return new RasterizeResult(
        config,
        written.slides(),
        pending.current(),
        pending.withoutAnnotation(),
        written.tiles(),
        written.orphans(),
        folder);
  }

  private static String folder(Lake lake, RasterizeOptions options, String config) {
    if (options.tiles()) {
      return "";
    }
    return options.out().isEmpty()
        ? lake.folder("masks_tiff/" + config)
        : Lake.of(options.out()).folder(config);
  }

  /** What was written so far. */
  private record Written(long slides, long tiles, long orphans) {

    Written plus(Written other) {
      return new Written(slides + other.slides, tiles + other.tiles, orphans + other.orphans);
    }
  }

  private static Written batch(JobContext context, MaskMaker maker, List<MaskSlide> slides) {
    try (MadeBatch<MaskMade> batch = MadeBatch.of(context, slides, maker::make)) {
      JavaRDD<MaskMade> made = batch.made();
      List<MaskSlide> good =
          slides.stream().filter(slide -> batch.has(slide.row().slideId())).toList();
      if (good.isEmpty()) {
        return new Written(0, 0, 0);
      }
      List<String> ids = good.stream().map(slide -> slide.row().slideId()).toList();
      String work =
          Digests.brief(
              good.stream()
                  .map(
                      slide ->
                          slide.row().slideId()
                              + "="
                              + slide.row().sourceId()
                              + "="
                              + slide.documentId())
                  .toArray(String[]::new));
      long tiles = 0;
      if (maker.options().tiles()) {
        JavaRDD<Row> rows = made.flatMap(slide -> slide.tiles().iterator());
        tiles = rows.count();
        write(context, rows, LakeTable.MASK_TILES, ids, maker, work);
      }
      JavaRDD<Row> rows = made.filter(slide -> slide.row() != null).map(MaskMade::row);
      write(context, rows, LakeTable.MASKS, ids, maker, work);
      long orphans = made.map(MaskMade::orphans).reduce(Long::sum);
      return new Written(good.size(), tiles, orphans);
    }
  }

  private static void write(
      JobContext context,
      JavaRDD<Row> rows,
      LakeTable table,
      List<String> ids,
      MaskMaker maker,
      String work) {
    context.writer().replaceSlides(rows, table, ids, Map.of("config", maker.config()), work);
  }

  @Override
  public JobPlan plan(PlanContext context, RasterizeOptions options) {
    String config = options.config(options.classChoice());
    PendingMasks pending = PendingMasks.find(context.spark(), context.lake(), config);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", (long) pending.slideIds().size());
    counts.put("current", pending.current());
    counts.put("without_annotation", pending.withoutAnnotation());
    List<String> lines = new ArrayList<>();
    lines.add(
        "would make masks of %d slides (config %s); %d slides are up to date, %d have no annotation"
            .formatted(
                pending.slideIds().size(), config, pending.current(), pending.withoutAnnotation()));
    pending.failures().forEach(failure -> lines.add("would quarantine: " + failure.message()));
    return new JobPlan(lines, counts);
  }
}
