package org.wsispark.jobs.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.inference.BlockGrid;
import org.wsispark.inference.BlockMerge;
import org.wsispark.inference.BorderCodec;
import org.wsispark.inference.BorderSums;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ProbabilityCodec;
import org.wsispark.inference.StitchedBlock;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.ProbabilityRow;
import org.wsispark.raster.Resampling;
import scala.Tuple2;

/** Predicts one batch of slides and writes its blocks in one commit. Driver only. */
final class StitchedSlides {
  private final JobContext context;
  private final ModelFiles model;
  private final String config;
  private final PredictOptions options;
  private final JavaSparkContext sc;

  StitchedSlides(JobContext context, ModelFiles model, String config, PredictOptions options) {
    this.context = context;
    this.model = model;
    this.config = config;
    this.options = options;
    this.sc = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
  }

  /** What one batch gave. */
  record Written(long slides, long blocks, long windows, long tasks) {}

  Written predict(Map<String, PredictSlide> slides) {
    Map<String, SlideBlocks> layouts = new TreeMap<>();
    List<BlockWork> work = new ArrayList<>();
    for (PredictSlide slide : new TreeMap<>(slides).values()) {
      String id = slide.row().slideId();
      try {
        SlideBlocks layout =
            SlideBlocks.of(
                slide.row(),
                model.card(),
                slide.tissue(),
                options.mppTolerance(),
                options.minTissue());
        layouts.put(id, layout);
        work.addAll(layout.work(id));
      } catch (WsiException e) {
        context.quarantine(Failure.of(id, e.inSlide(slide.row().path())));
      }
    }
    if (work.isEmpty()) {
      return new Written(layouts.size(), 0, 0, 0);
    }
    int minTasks = 2 * sc.defaultParallelism();
    List<List<BlockWork>> tasks = PredictPlanner.tasks(work, minTasks, options.windowsPerTask());
    Broadcast<ModelFiles> sharedModel = sc.broadcast(model);
    Broadcast<Map<String, PredictSlide>> sharedSlides = sc.broadcast(new HashMap<>(slides));
    PredictTask task =
        new PredictTask(
            context.slideFiles(),
            sharedModel,
            sharedSlides,
            options.mppTolerance(),
            Resampling.of(options.resampling()).orElseThrow(),
            options.minTissue());
    // Kept until both the failures and the blocks are taken from it: inference runs once.
    JavaRDD<PredictedPart> parts =
        sc.parallelize(tasks, tasks.size())
            .mapPartitions(task::predict)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Set<String> failed = quarantine(parts);
      long windows =
          work.stream()
              .filter(block -> !failed.contains(block.slideId()))
              .mapToLong(BlockWork::windows)
              .sum();
      long blocks = write(slides, layouts, parts, failed);
      layouts.keySet().removeAll(failed);
      return new Written(layouts.size(), blocks, windows, tasks.size());
    } finally {
      parts.unpersist();
      sharedSlides.destroy();
      sharedModel.destroy();
    }
  }

  private Set<String> quarantine(JavaRDD<PredictedPart> parts) {
    Map<String, Failure> failures = new TreeMap<>();
    for (Failure failure : parts.map(PredictedPart::failure).filter(Objects::nonNull).collect()) {
      failures.putIfAbsent(failure.slideId(), failure);
    }
    failures.values().forEach(context::quarantine);
    return new HashSet<>(failures.keySet());
  }

  private long write(
      Map<String, PredictSlide> slides,
      Map<String, SlideBlocks> layouts,
      JavaRDD<PredictedPart> parts,
      Set<String> failed) {
    Map<String, BlockRows> rows = new HashMap<>();
    layouts.forEach(
        (id, layout) ->
            rows.put(
                id,
                new BlockRows(
                    layout.blocks(),
                    layout.outputDownsample(),
                    layout.frame().mpp().umPerPx() * model.card().outputDownsample(),
                    slides.get(id).row().sourceId())));
    Merge merge =
        new Merge(rows, model.card(), config, context.run().optionsDigest(), context.run().runId());
    JavaRDD<Row> blocks =
        parts
            .filter(part -> part.failure() == null && !failed.contains(part.slideId()))
            .mapToPair(
                part -> new Tuple2<>(new Tuple2<>(part.slideId(), part.block()), part.part()))
            .groupByKey(
                Math.max(1, Math.min(parts.getNumPartitions(), 2 * sc.defaultParallelism())))
            .flatMap(group -> merge.merge(group._1()._1(), group._1()._2(), group._2()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = blocks.count();
      if (count > 0) {
        List<String> good = new ArrayList<>(layouts.keySet());
        good.removeAll(failed);
        String work =
            Digests.brief(
                good.stream()
                    .map(id -> id + "=" + slides.get(id).row().sourceId())
                    .toArray(String[]::new));
        context
            .writer()
            .replaceSlides(
                blocks,
                LakeTable.PROBABILITY,
                good,
                Map.of("model_id", model.card().modelId(), "config", config),
                work);
      }
      return count;
    } finally {
      blocks.unpersist();
    }
  }

  /** The fixed facts of one slide's rows. */
  private record BlockRows(BlockGrid grid, Downsample downsample, double mpp, String sourceId)
      implements Serializable {}

  /** Puts the parts of a block together and makes its row. Runs in tasks. */
  private record Merge(
      Map<String, BlockRows> slides,
      ModelCard card,
      String config,
      String optionsDigest,
      String runId)
      implements Serializable {

    Iterator<Row> merge(String slideId, int block, Iterable<BlockPart> parts) {
      BlockRows slide = slides.get(slideId);
      List<BorderSums> borders = new ArrayList<>();
      Optional<StitchedBlock> interior = Optional.empty();
      int windows = 0;
      for (BlockPart part : parts) {
        windows += part.windows();
        if (part.border() != null) {
          borders.add(BorderCodec.decode(part.border()));
        } else if (part.interior() != null) {
          interior = Optional.of(ProbabilityCodec.decode(part.interior()));
        }
      }
      int inferred = windows;
      return BlockMerge.merge(slide.grid(), block, card.classes().size(), interior, borders)
          .map(stitched -> row(slideId, slide, stitched, inferred))
          .map(row -> List.of(row).iterator())
          .orElseGet(() -> List.<Row>of().iterator());
    }

    private Row row(String slideId, BlockRows slide, StitchedBlock block, int windows) {
      int columns = slide.grid().columns();
      return RowFactory.create(
          slideId,
          card.modelId(),
          config,
          block.block() % columns + "," + block.block() / columns,
          block.rect().x(),
          block.rect().y(),
          block.rect().width(),
          block.rect().height(),
          card.classes().toArray(),
          slide.mpp(),
          slide.downsample().x().toString(),
          slide.downsample().y().toString(),
          ProbabilityRow.grid(slide.grid().windows()),
          windows,
          ProbabilityCodec.encode(block),
          slide.sourceId(),
          optionsDigest,
          runId);
    }
  }
}
