package org.wsispark.jobs.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.dataset.FileFreezer.How;
import org.wsispark.jobs.dataset.FileFreezer.Taken;
import org.wsispark.jobs.dataset.PinnedSet.ImageFile;
import org.wsispark.jobs.io.IoError;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;

/**
 * Keeps a patch set as it is now, for good. A Delta version cannot be kept: VACUUM removes files
 * that the newest version does not need, OPTIMIZE makes it need others, and the log itself is
 * cleaned up. So the data set has a folder of plain Parquet files of its own, which is no Delta
 * table and which no maintenance of one can reach. The patch set itself may go on to change.
 */
public final class FreezeJob implements Job<FreezeOptions, FreezeResult> {
  @Override
  public String name() {
    return "freeze";
  }

  @Override
  public String target(FreezeOptions options) {
    return options.name();
  }

  @Override
  public FreezeResult run(JobContext context, FreezeOptions options) {
    Configuration conf = context.spark().sessionState().newHadoopConf();
    DatasetFolder folder = DatasetFolder.of(context.lake(), options.name());
    Optional<DatasetRecord> there = folder.record(conf);
    if (there.isPresent()) {
      return again(context, folder, there.get());
    }
    try {
      folder.clear(conf);
      PinnedSet set = PinnedSet.now(context.spark(), context.lake(), options.patchSet());
      DatasetContents contents = DatasetContents.of(set.labels());
      List<ImageFile> sources = set.imageFiles(contents);
      DatasetParts parts = new DatasetParts(context.spark(), folder, conf);
      List<Taken> images = parts.images(sources);
      List<DatasetFile> files = new ArrayList<>();
      images.stream().filter(image -> image.file() != null).forEach(i -> files.add(i.file()));
      files.addAll(parts.rewritten(set, images));
      files.addAll(parts.labels(set, contents.patches()));
      DatasetRecord record = record(context, options, set, contents, files);
      folder.publish(record, conf);
      mark(context, record);
      return new FreezeResult(
          record,
          folder.path(),
          count(images, How.LINKED),
          count(images, How.COPIED),
          count(images, How.MIXED));
    } catch (IOException e) {
      throw WsiException.of(IoError.NO_ACCESS, "the data set's folder cannot be written")
          .inSlide(folder.path())
          .remedy("Check the folder's permissions and free space, then freeze again")
          .causedBy(e);
    }
  }

  /** A run that was killed after the record was there goes on; any other finds the name taken. */
  private static FreezeResult again(JobContext context, DatasetFolder folder, DatasetRecord there) {
    if (!there.runId().equals(context.run().runId())) {
      throw taken(folder, there);
    }
    mark(context, there);
    return new FreezeResult(there, folder.path(), 0, 0, 0);
  }

  private static WsiException taken(DatasetFolder folder, DatasetRecord there) {
    return WsiException.of(
            DatasetError.NAME_TAKEN,
            "the data set %s was frozen at %s and never changes",
            there.name(),
            there.createdAt())
        .inSlide(folder.path())
        .remedy("Freeze under another name");
  }

  private static long count(List<Taken> images, How how) {
    return images.stream().filter(image -> image.how() == how).count();
  }

  private static DatasetRecord record(
      JobContext context,
      FreezeOptions options,
      PinnedSet set,
      DatasetContents contents,
      List<DatasetFile> files) {
    return DatasetRecord.of(
        options.name(),
        options.patchSet(),
        context.run().startedAt().toString(),
        context.run().runId(),
        set.versions(),
        set.optionsDigest(),
        DatasetRecord.options(set.options()),
        contents,
        files);
  }

  /** Says in {@code patch_sets} which states of the set are kept. */
  private static void mark(JobContext context, DatasetRecord record) {
    StringBuilder covered =
        new StringBuilder("NOT frozen AND patch_set = '" + record.patchSet() + "'");
    record
        .versions()
        .forEach(
            (table, version) ->
                covered.append(" AND versions['%s'] <= %d".formatted(table, version)));
    context
        .writer()
        .update(
            LakeTable.PATCH_SETS,
            covered.toString(),
            Map.of("frozen", "true"),
            record.name() + "/" + record.digest());
    context.changed(LakeTable.PATCH_SETS);
  }

  @Override
  public JobPlan plan(PlanContext context, FreezeOptions options) {
    Configuration conf = context.spark().sessionState().newHadoopConf();
    DatasetFolder folder = DatasetFolder.of(context.lake(), options.name());
    folder
        .record(conf)
        .ifPresent(
            there -> {
              throw taken(folder, there);
            });
    PinnedSet set = PinnedSet.now(context.spark(), context.lake(), options.patchSet());
    DatasetContents contents = DatasetContents.of(set.labels());
    List<ImageFile> files = set.imageFiles(contents);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", (long) contents.slides().size());
    counts.put("patches", contents.patches());
    counts.put("image_files", (long) files.size());
    return new JobPlan(
        List.of(
            "would freeze %d patches of %d slides of patch set %s at %s, in %d image files, as %s"
                .formatted(
                    contents.patches(),
                    contents.slides().size(),
                    set.name(),
                    set.versions(),
                    files.size(),
                    folder.path())),
        counts);
  }
}
