package org.wsispark.jobs.dataset;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.wsispark.jobs.dataset.FileFreezer.How;
import org.wsispark.jobs.dataset.FileFreezer.Taken;
import org.wsispark.jobs.dataset.PinnedSet.ImageFile;
import org.wsispark.jobs.io.ParquetLayout;
import scala.Tuple2;

/** Fills the folder of a data set, in Spark tasks. */
final class DatasetParts {
  /** Labels with masks have about 1 KB a row. */
  private static final long LABELS_PER_FILE = 100_000;

  private final DatasetFolder folder;
  private final JavaSparkContext sc;
  private final SerializableConfiguration conf;

  DatasetParts(SparkSession spark, DatasetFolder folder, Configuration conf) {
    this.folder = folder;
    this.sc = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.conf = new SerializableConfiguration(conf);
  }

  /** Files of the lake that hold this set only, linked or copied. */
  List<Taken> images(List<ImageFile> sources) {
    if (sources.isEmpty()) {
      return List.of();
    }
    FileFreezer freezer = new FileFreezer(folder.part(DatasetFolder.IMAGES), conf);
    return sc.parallelize(sources, sources.size())
        .zipWithIndex()
        .map(source -> freezer.take(source._1(), source._2()))
        .collect();
  }

  /** Of files that OPTIMIZE has made of several sets' rows: those of this set, written anew. */
  List<DatasetFile> rewritten(PinnedSet set, List<Taken> images) throws IOException {
    Object[] mixed = images.stream().filter(i -> i.how() == How.MIXED).map(Taken::source).toArray();
    return mixed.length == 0
        ? List.of()
        : write(
            set.images().where(col("_metadata.file_path").isin(mixed)),
            ParquetLayout.writing("image.bytes"),
            ParquetLayout.IMAGE_CODEC,
            DatasetFolder.IMAGES);
  }

  /** All labels. */
  List<DatasetFile> labels(PinnedSet set, long rows) throws IOException {
    int files = (int) (rows / LABELS_PER_FILE) + 1;
    return write(
        set.labels().coalesce(files).sortWithinPartitions("slide_id", "patch_id"),
        ParquetLayout.writing("mask"),
        "zstd",
        DatasetFolder.LABELS);
  }

  private List<DatasetFile> write(
      Dataset<Row> rows, Map<String, String> layout, String codec, String part) throws IOException {
    Path made = new Path(folder.part("_" + part));
    rows.write()
        .options(layout)
        .option("compression", codec)
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .parquet(made.toString());
    FileSystem fs = made.getFileSystem(conf.value());
    Path target = new Path(folder.part(part));
    List<String> names = PartFiles.moveAll(fs, made, target, "rows-%05d.parquet"::formatted);
    return digests(names.stream().map(name -> part + "/" + name).toList());
  }

  List<DatasetFile> digests(List<String> names) {
    DatasetFolder in = folder;
    SerializableConfiguration hadoop = conf;
    return names.isEmpty()
        ? List.of()
        : sc.parallelize(names, names.size())
            .map(name -> FileDigest.of(new Path(in.part(name)), name, hadoop.value()))
            .collect();
  }

  /** What files in the folder are now, by their names. */
  Map<String, FileDigest.Look> look(List<String> names) {
    DatasetFolder in = folder;
    SerializableConfiguration hadoop = conf;
    return names.isEmpty()
        ? Map.of()
        : sc.parallelize(names, names.size())
            .mapToPair(
                name ->
                    new Tuple2<>(name, FileDigest.look(new Path(in.part(name)), hadoop.value())))
            .collectAsMap();
  }
}
