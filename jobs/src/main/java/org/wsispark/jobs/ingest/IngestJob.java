package org.wsispark.jobs.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.ingest.IngestedSlide.Brief;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.SlideFiles;

/**
 * Slides and their Aperio XML into {@code slides}, {@code annotation_documents} and {@code
 * annotations}. A slide or document that cannot be read goes to quarantine and leaves no rows.
 */
public final class IngestJob implements Job<IngestOptions, IngestResult> {
  /** Slides per task: a directory is a few small reads, so a task should hold several. */
  private static final int SLIDES_PER_TASK = 8;

  /** Slides whose rows share a file: their directories can have some hundred KB each. */
  private static final int SLIDES_PER_FILE = 128;

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public IngestResult run(JobContext context, IngestOptions options) {
    SparkSession spark = context.spark();
    SlideFiles files = context.slideFiles();
    FolderScan found = find(files, options);
    found.failures().forEach(context::quarantine);
    SlideIngester ingester =
        new SlideIngester(files, context.run(), options.checksum(), options.mppOverride());
    List<IngestItem> items = found.items();
    int slices = Math.max(1, (items.size() + SLIDES_PER_TASK - 1) / SLIDES_PER_TASK);
    JavaRDD<IngestedSlide> ingested =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(items, slices)
            .map(ingester::ingest)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Brief> briefs = ingested.map(slide -> slide.brief()).collect();
      briefs.stream().map(Brief::failure).filter(Objects::nonNull).forEach(context::quarantine);
      List<Brief> good = briefs.stream().filter(slide -> slide.failure() == null).toList();
      return good.isEmpty()
          ? new IngestResult(0, 0, 0, 0, 0)
          : write(context, ingested.filter(slide -> slide.failure() == null), good);
    } finally {
      ingested.unpersist();
    }
  }

  private static IngestResult write(
      JobContext context, JavaRDD<IngestedSlide> ingested, List<Brief> good) {
    JavaRDD<Row> documents =
        ingested.filter(slide -> slide.document() != null).map(slide -> slide.document());
    JavaRDD<Row> regions = ingested.flatMap(slide -> slide.regions().iterator());
    List<String> ids = good.stream().map(Brief::slideId).toList();
    String work =
        Digests.brief(
            good.stream()
                .map(slide -> slide.slideId() + "=" + slide.sourceId())
                .sorted()
                .toArray(String[]::new));
    long documentCount = good.stream().mapToLong(Brief::documents).sum();
    long regionCount = good.stream().mapToLong(Brief::regions).sum();
    write(context, LakeTable.ANNOTATIONS, regions, regionCount, ids, work);
    write(context, LakeTable.ANNOTATION_DOCUMENTS, documents, documentCount, ids, work);
    JavaRDD<Row> slides = ingested.map(slide -> slide.slide());
    write(context, LakeTable.SLIDES, slides, good.size(), ids, work);
    return new IngestResult(
        good.size(),
        documentCount,
        regionCount,
        good.stream().mapToLong(Brief::bytes).sum(),
        good.stream().filter(Brief::withoutMpp).count());
  }

  private static void write(
      JobContext context,
      LakeTable table,
      JavaRDD<Row> rows,
      long count,
      List<String> slideIds,
      String work) {
    if (count == 0 && !context.lake().has(context.spark(), table)) {
      return;
    }
    int files = (slideIds.size() + SLIDES_PER_FILE - 1) / SLIDES_PER_FILE;
    context.writer().replaceSlides(rows.coalesce(files), table, slideIds, Map.of(), work);
    context.changed(table);
  }

  private static FolderScan find(SlideFiles files, IngestOptions options) {
    options.checkSource();
    FolderScan found;
    String source;
    if (options.manifest().isEmpty()) {
      source = Lake.of(options.scan()).root();
      found = FolderScan.of(source, files.list(source));
    } else {
      source = options.manifest();
      found = ManifestItems.read(files, options.manifest(), options.lists());
    }
    if (found.items().isEmpty() && found.failures().isEmpty()) {
      throw WsiException.of(IngestError.NO_SLIDES, "there is no slide in it")
          .inSlide(source)
          .remedy("Name a folder with .svs or .tif files, or a manifest with slides");
    }
    return found;
  }

  @Override
  public JobPlan plan(PlanContext context, IngestOptions options) {
    FolderScan found = find(SlideFiles.of(context.spark()), options);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", (long) found.items().size());
    counts.put(
        "documents", found.items().stream().filter(item -> item.annotation() != null).count());
    counts.put("failures", (long) found.failures().size());
    List<String> lines = new ArrayList<>();
    lines.add(
        "would ingest %d slides, %d of them with annotation"
            .formatted(counts.get("slides"), counts.get("documents")));
    found.failures().forEach(failure -> lines.add("would quarantine: " + failure.message()));
    return new JobPlan(lines, counts);
  }
}
