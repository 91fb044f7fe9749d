package org.wsispark.jobs.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.delta.RowFiles;
import org.wsispark.jobs.delta.WrittenFile;
import org.wsispark.jobs.io.IoError;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LiteralPath;
import org.wsispark.jobs.io.ParquetLayout;
import org.wsispark.jobs.io.Run;

/**
 * A patch set as plain Parquet, images and labels joined, in a folder of its own. Batches are
 * written beside it, where no reader looks, and all of a run's batches are moved in when the last
 * is there; {@code _SUCCESS} says that the folder is whole and goes away while files are moved. A
 * run that died goes on with its batches. Rows that are there never change.
 */
public final class PlainSet {
  private static final String SUCCESS = "_SUCCESS";
  private static final String BATCH = ".batch.json";

  private final SparkSession spark;
  private final Configuration conf;
  private final String name;
  private final DatasetFolder folder;
  private final Path waiting;

  /** The set of this name below a folder, which need not be there. */
  public PlainSet(SparkSession spark, String out, String name) {
    this.spark = spark;
    this.conf = spark.sessionState().newHadoopConf();
    this.name = name;
    String root = Lake.of(out).root();
    this.folder = new DatasetFolder(root + "/" + name);
    this.waiting = new Path(root + "/_" + name);
  }

  /** What the folder holds and what waits to be moved in, together; empty for a new set. */
  public Optional<DatasetRecord> state() {
    try {
      Optional<DatasetRecord> all = folder.record(conf);
      for (DatasetRecord batch : waiting()) {
        all = Optional.of(all.map(record -> record.plus(batch)).orElse(batch));
      }
      return all;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Batches of a run that is not over or has died, oldest first. */
  private List<DatasetRecord> waiting() throws IOException {
    List<DatasetRecord> batches = new ArrayList<>();
    FileSystem fs = waiting.getFileSystem(conf);
    if (!fs.exists(waiting)) {
      return batches;
    }
    for (FileStatus file : fs.listStatus(waiting)) {
      if (file.getPath().getName().endsWith(BATCH)) {
        try (var in = fs.open(file.getPath())) {
          batches.add(DatasetRecord.parse(in.readAllBytes(), file.getPath().toString()));
        }
      }
    }
    batches.sort(Comparator.comparing(DatasetRecord::createdAt).thenComparing(r -> r.digest()));
    return batches;
  }

  /**
   * What tasks need to write a batch's files beside the set, where no reader looks.
   *
   * @param joined the columns of the view {@code patches}
   */
  public RowFiles files(StructType joined) {
    Map<String, String> layout = new HashMap<>(ParquetLayout.writing("image.bytes"));
    layout.putAll(ParquetLayout.opaque("mask"));
    return new RowFiles(
        new SerializableConfiguration(conf),
        waiting.toString(),
        joined,
        layout,
        ParquetLayout.IMAGE_CODEC,
        List.of());
  }

  /**
   * Takes a batch, which counts from now on.
   *
   * @param files of {@link #files}, with all rows of whole slides
   * @param run that made them
   * @param options JSON of the set's options
   */
  public void stage(List<WrittenFile> files, Run run, String options, String optionsDigest) {
    DatasetFolder beside = new DatasetFolder(waiting.toString());
    String[] paths = files.stream().map(file -> LiteralPath.of(file.uri())).toArray(String[]::new);
    List<String> names = files.stream().map(file -> new Path(file.uri()).getName()).toList();
    try {
      DatasetRecord record =
          DatasetRecord.of(
              name,
              name,
              run.startedAt().toString(),
              run.runId(),
              Map.of(),
              optionsDigest,
              DatasetRecord.options(options),
              DatasetContents.of(spark.read().parquet(paths)),
              new DatasetParts(spark, beside, conf).digests(names));
      beside.write(UUID.randomUUID() + BATCH, record.json(), conf);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Moves what waits into the folder.
   *
   * @return the set as it is now; empty when nothing waited
   */
  public Optional<DatasetRecord> publish() {
    try {
      List<DatasetRecord> batches = waiting();
      if (batches.isEmpty()) {
        return Optional.empty();
      }
      DatasetRecord all = state().orElseThrow();
      FileSystem fs = waiting.getFileSystem(conf);
      Path target = new Path(folder.path());
      fs.mkdirs(target);
      fs.delete(new Path(target, SUCCESS), false);
      for (DatasetRecord batch : batches) {
        for (DatasetFile file : batch.files()) {
          Path from = new Path(waiting, file.path());
          // Not there: a run that died had moved it already.
          if (fs.exists(from)) {
            PartFiles.move(fs, from, new Path(target, file.path()));
          }
        }
      }
      folder.publish(all, conf);
      fs.create(new Path(target, SUCCESS), true).close();
      fs.delete(waiting, true);
      return Optional.of(all);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private WsiException unusable(IOException e) {
    return WsiException.of(IoError.NO_ACCESS, "the folder of plain Parquet cannot be used")
        .inSlide(folder.path())
        .remedy("Check the folder's permissions and free space, then run it again")
        .causedBy(e);
  }
}
