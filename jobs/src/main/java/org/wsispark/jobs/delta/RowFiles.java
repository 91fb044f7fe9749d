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
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.ParquetCompressionCodec;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes rows into Parquet files of a table, in tasks. Spark's own writer turns each row into its
 * binary form first and keeps statistics expression by expression, which takes longer than to write
 * the file.
 *
 * @param conf of the file systems
 * @param folder URI of the table
 * @param schema of the rows
 * @param properties of the table; those of Parquet shape the files
 * @param codec of the pages
 * @param statistics text columns whose least and greatest values are noted; never null
 */
public record RowFiles(
    SerializableConfiguration conf,
    String folder,
    StructType schema,
    Map<String, String> properties,
    String codec,
    List<String> statistics)
    implements Serializable {

  /**
   * Writes all rows into one file; none without rows, nor after a failure.
   *
   * @throws UncheckedIOException when the store refuses or fails
   */
  public Optional<WrittenFile> write(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Optional.empty();
    }
    Path file = new Path(folder, "part-" + UUID.randomUUID() + ".parquet");
    try {
      return Optional.of(write(file, rows));
    } catch (IOException e) {
      drop(file);
      throw new UncheckedIOException("cannot write " + file, e);
    } catch (InterruptedException e) {
      drop(file);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while writing " + file, e);
    } catch (RuntimeException e) {
      drop(file);
      throw e;
    }
  }

  private WrittenFile write(Path file, Iterator<Row> rows)
      throws IOException, InterruptedException {
    Configuration parquet = new Configuration(conf.value());
    properties.forEach(
        (name, value) -> {
          if (name.startsWith("parquet.")) {
            parquet.set(name, value);
          }
        });
    RecordWriter<Void, Row> writer =
        new ParquetOutputFormat<>(new RowWriteSupport(schema))
            .getRecordWriter(
                parquet, file, ParquetCompressionCodec.fromString(codec).getCompressionCodec());
    Bounds bounds = new Bounds(schema, statistics);
    long count = 0;
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        writer.write(null, row);
        bounds.take(row);
        count++;
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close(writer, e);
      throw e;
    }
    writer.close(null);
    FileStatus status = file.getFileSystem(parquet).getFileStatus(file);
    return new WrittenFile(
        file.toString(),
        status.getLen(),
        status.getModificationTime(),
        count,
        bounds.least(),
        bounds.greatest());
  }

  private static void close(RecordWriter<Void, Row> writer, Exception failure)
      throws InterruptedException {
    try {
      writer.close(null);
    } catch (IOException | RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  /** What is left of it belongs to no table, so that a failure to delete it costs only its room. */
  private void drop(Path file) {
    try {
      FileSystem fs = file.getFileSystem(conf.value());
      fs.delete(file, false);
    } catch (IOException e) {
      return;
    }
  }
}
