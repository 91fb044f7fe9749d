package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.patches.CellSelector.Selected;
import org.wsispark.patch.PatchPlan;
import org.wsispark.patch.PatchPlan.Partition;
import org.wsispark.patch.PatchPlanner;
import org.wsispark.patch.SlideWork;

/** Makes the rows of one batch of slides and commits those of the slides that did not fail. */
final class PatchBatch {
  private final JobContext context;
  private final PatchesOptions options;
  private final SetOptions inTask;
  private final JavaSparkContext sc;
  private final LongAccumulator counter;

  PatchBatch(JobContext context, PatchesOptions options, SetOptions inTask) {
    this.context = context;
    this.options = options;
    this.inTask = inTask;
    this.sc = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    this.counter = context.counter("patches");
  }

  BatchCounts make(List<PatchSlide> slides) {
    Map<String, SlideCells> chosen = choose(slides);
    List<SlideWork> work = new ArrayList<>();
    chosen.forEach(
        (id, cells) -> work.add(inTask.selector().work(cells.slide().row(), cells.cells())));
    List<String> without =
        work.stream().filter(of -> of.patches() == 0).map(SlideWork::slideId).toList();
    PatchPlan plan = new PatchPlanner(options.tasks().plan(sc.defaultParallelism())).plan(work);
    if (plan.partitions().isEmpty()) {
      return BatchCounts.ofSlides(chosen.size(), List.copyOf(chosen.keySet()));
    }
    Broadcast<Map<String, SlideCells>> shared = sc.broadcast(chosen);
    String runId = context.run().runId();
    PartMaker images =
        inTask
            .encoder()
            .encoding()
            .maker(new MakerContext(context.slideFiles(), inTask, runId, counter));
    // Kept until both the reports and the rows are taken from them: pixels are read once.
    JavaRDD<PatchOutput> imageParts = parts(plan, new PatchTask(shared, images));
    JavaRDD<PatchOutput> labelParts =
        parts(plan, new PatchTask(shared, new LabelMaker(inTask, runId)));
    try {
      List<PartReport> ofImages = reports(imageParts);
      List<PartReport> ofLabels = reports(labelParts);
      Set<String> failed = quarantine(ofImages, ofLabels);
      List<PatchSlide> good =
          slides.stream()
              .filter(slide -> chosen.containsKey(slide.slideId()))
              .filter(slide -> !failed.contains(slide.slideId()))
              .toList();
      BatchCounts counts = BatchCounts.of(good.size(), without, ofImages, ofLabels, failed);
      Optional<PlainSet> plain = options.plain(context.spark());
      if (plain.isPresent()) {
        stage(plain.get(), imageParts, labelParts, counts, failed);
        return counts;
      }
      if (counts.images() > 0) {
        write(imageParts, LakeTable.PATCH_IMAGES, good, failed, false);
      }
      if (counts.labels() > 0) {
        boolean again = good.stream().anyMatch(slide -> !slide.wantImages());
        write(labelParts, LakeTable.PATCH_LABELS, good, failed, again);
      }
      return counts;
    } finally {
      imageParts.unpersist();
      labelParts.unpersist();
      shared.destroy();
    }
  }

  private void stage(
      PlainSet plain,
      JavaRDD<PatchOutput> images,
      JavaRDD<PatchOutput> labels,
      BatchCounts counts,
      Set<String> failed) {
    if (counts.images() == 0) {
      return;
    }
    CommittedRows committed = new CommittedRows(new HashSet<>(failed));
    JoinedRows joined = new JoinedRows(committed);
    plain.stage(
        context
            .spark()
            .createDataFrame(images.zipPartitions(labels, joined::rows), JoinedRows.schema()),
        context
            .spark()
            .createDataFrame(labels.flatMap(committed::rows), LakeTable.PATCH_LABELS.schema()),
        context.run(),
        PatchesJob.json(options),
        inTask.digest());
  }

  private Map<String, SlideCells> choose(List<PatchSlide> slides) {
    Map<String, PatchSlide> byId = new HashMap<>();
    slides.forEach(slide -> byId.put(slide.slideId(), slide));
    Map<String, SlideCells> chosen = new TreeMap<>();
    for (Selected selected :
        sc.parallelize(slides, slides.size()).map(inTask.selector()::select).collect()) {
      if (selected.failure() == null) {
        PatchSlide slide = byId.get(selected.slideId());
        chosen.put(selected.slideId(), new SlideCells(slide, selected.cells()));
      } else {
        context.quarantine(selected.failure());
      }
    }
    return chosen;
  }

  private JavaRDD<PatchOutput> parts(PatchPlan plan, PatchTask task) {
    List<Partition> partitions = plan.partitions();
    return sc.parallelize(partitions, partitions.size())
        .flatMap(task::make)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static List<PartReport> reports(JavaRDD<PatchOutput> parts) {
    return parts.filter(output -> output.report() != null).map(PatchOutput::report).collect();
  }

  /** One failure per slide, that of its first part, however many of its tasks failed. */
  private Set<String> quarantine(List<PartReport> images, List<PartReport> labels) {
    Map<String, Failure> failures = new TreeMap<>();
    for (List<PartReport> reports : List.of(images, labels)) {
      for (PartReport report : reports) {
        if (report.failure() != null) {
          failures.putIfAbsent(report.slideId(), report.failure());
        }
      }
    }
    failures.values().forEach(context::quarantine);
    return new HashSet<>(failures.keySet());
  }

  private void write(
      JavaRDD<PatchOutput> parts,
      LakeTable table,
      List<PatchSlide> good,
      Set<String> failed,
      boolean merge) {
    CommittedRows committed = new CommittedRows(new HashSet<>(failed));
    JavaRDD<Row> rows = parts.flatMap(committed::rows);
    String work =
        Digests.brief(
            good.stream()
                .map(s -> s.slideId() + "=" + s.row().sourceId() + "=" + s.documentId())
                .toArray(String[]::new));
    if (merge) {
      context.writer().merge(rows, table, work);
    } else {
      context.writer().append(rows, table, work);
    }
  }
}
