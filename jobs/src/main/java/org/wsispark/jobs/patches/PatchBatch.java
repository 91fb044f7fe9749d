package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.TableWriter;
import org.wsispark.jobs.patches.CellSelector.Selected;
import org.wsispark.patch.PatchPlan;
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
    try {
      Optional<PlainSet> plain = options.plain(context.spark());
      return plain.isPresent()
          ? stage(plain.get(), plan, shared, without)
          : write(slides, plan, shared, without);
    } finally {
      shared.destroy();
    }
  }

  /** Labels come first: they cost little, and no pixel is read of a slide that has none. */
  private BatchCounts write(
      List<PatchSlide> slides,
      PatchPlan plan,
      Broadcast<Map<String, SlideCells>> shared,
      List<String> without) {
    try (BatchFiles labels = files(plan, shared, labelMaker(), LakeTable.PATCH_LABELS);
        BatchFiles images = files(plan, shared, imageMaker(), LakeTable.PATCH_IMAGES)) {
      Set<String> failed = Set.of();
      int before;
      do {
        before = failed.size();
        failed = images.complete(labels.complete(failed));
      } while (failed.size() > before);
      List<PatchSlide> good = good(slides, shared.value().keySet(), failed);
      BatchCounts counts =
          BatchCounts.of(good.size(), without, images.reports(), labels.reports(), failed);
      String work =
          Digests.brief(
              good.stream()
                  .map(s -> s.slideId() + "=" + s.row().sourceId() + "=" + s.documentId())
                  .toArray(String[]::new));
      TableWriter writer = context.writer();
      if (counts.images() > 0) {
        writer.add(images.take(), LakeTable.PATCH_IMAGES, work);
      }
      if (counts.labels() > 0 && good.stream().allMatch(PatchSlide::wantImages)) {
        writer.add(labels.take(), LakeTable.PATCH_LABELS, work);
      } else if (counts.labels() > 0) {
        writer.merge(labels.take(), LakeTable.PATCH_LABELS, work);
      }
      return counts;
    }
  }

  private static List<PatchSlide> good(
      List<PatchSlide> slides, Set<String> chosen, Set<String> failed) {
    return slides.stream()
        .filter(slide -> chosen.contains(slide.slideId()))
        .filter(slide -> !failed.contains(slide.slideId()))
        .toList();
  }

  private BatchFiles files(
      PatchPlan plan, Broadcast<Map<String, SlideCells>> shared, PartMaker maker, LakeTable table) {
    return files(plan, new PartitionTask(shared, maker, context.writer().files(table)));
  }

  private BatchFiles files(PatchPlan plan, PartitionTask task) {
    return new BatchFiles(sc, plan, task, context::quarantine);
  }

  private LabelMaker labelMaker() {
    return new LabelMaker(inTask, context.run().runId());
  }

  private PartMaker imageMaker() {
    return inTask
        .encoder()
        .encoding()
        .maker(new MakerContext(context.slideFiles(), inTask, context.run().runId(), counter));
  }

  private BatchCounts stage(
      PlainSet plain,
      PatchPlan plan,
      Broadcast<Map<String, SlideCells>> shared,
      List<String> without) {
    PartMaker maker = new JoinedMaker(imageMaker(), labelMaker());
    try (BatchFiles joined =
        files(plan, new PartitionTask(shared, maker, plain.files(JoinedMaker.schema())))) {
      Set<String> failed = joined.complete(Set.of());
      int good = shared.value().size() - failed.size();
      BatchCounts counts = BatchCounts.ofJoined(good, without, joined.reports(), failed);
      if (counts.images() > 0) {
        plain.stage(joined.take(), context.run(), PatchesJob.json(options), inTask.digest());
      }
      return counts;
    }
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
}
