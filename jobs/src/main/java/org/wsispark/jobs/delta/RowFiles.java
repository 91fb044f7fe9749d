package org.wsispark.jobs.delta;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.ParquetCompressionCodec;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes rows into Parquet files of a folder, in tasks. Spark's own writer turns each row into its
 * binary form first and keeps statistics expression by expression, which takes longer than to write
 * the file.
 *
 * @param conf of the file systems
 * @param folder URI of the table, or of any folder
 * @param schema of the rows
 * @param properties of the table; those of Parquet shape the files
 * @param codec of the pages
 * @param statistics text columns whose least and greatest values are noted; never null
 * @param batch in the names of the files, so that those of a job that failed can be told; letters,
 *     digits and hyphens
 */
public record RowFiles(
    SerializableConfiguration conf,
    String folder,
    StructType schema,
    Map<String, String> properties,
    String codec,
    List<String> statistics,
    String batch)
    implements Serializable {

  /** Of a batch of its own. */
  public RowFiles(
      SerializableConfiguration conf,
      String folder,
      StructType schema,
      Map<String, String> properties,
      String codec,
      List<String> statistics) {
    this(conf, folder, schema, properties, codec, statistics, newBatch());
  }

  private static String newBatch() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  /** A new file, under a name that no other has. */
  public RowFile open() {
    return new RowFile(
        this, new Path(folder, "part-" + batch + "-" + UUID.randomUUID() + ".parquet"));
  }

  /**
   * Writes all rows into one file; none without rows, nor after a failure.
   *
   * @throws UncheckedIOException when the store refuses or fails
   */
  public Optional<WrittenFile> write(Iterator<Row> rows) {
    try (RowFile file = open()) {
      rows.forEachRemaining(file::add);
      return file.finish();
    }
  }

  /**
   * Removes a file that no table has. What a failure leaves of it belongs to none either, so that
   * it costs only its room.
   */
  public void drop(String uri) {
    try {
      Path file = new Path(uri);
      file.getFileSystem(conf.value()).delete(file, false);
    } catch (IOException e) {
      return;
    }
  }

  /** Removes all files of the batch, finished or not, as {@link #drop} does. */
  public void dropAll() {
    try {
      Path folder = new Path(this.folder);
      FileSystem fs = folder.getFileSystem(conf.value());
      PathFilter ofBatch = file -> file.getName().startsWith("part-" + batch + "-");
      for (FileStatus file : fs.listStatus(folder, ofBatch)) {
        drop(file.getPath().toString());
      }
    } catch (IOException e) {
      // No folder, no files.
      return;
    }
  }

  RecordWriter<Void, Row> writer(Path file) throws IOException, InterruptedException {
    Configuration parquet = new Configuration(conf.value());
    properties.forEach(
        (name, value) -> {
          if (name.startsWith("parquet.")) {
            parquet.set(name, value);
          }
        });
    return new ParquetOutputFormat<>(new RowWriteSupport(schema))
        .getRecordWriter(
            parquet, file, ParquetCompressionCodec.fromString(codec).getCompressionCodec());
  }
}
