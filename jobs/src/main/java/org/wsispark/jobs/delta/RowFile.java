package org.wsispark.jobs.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.spark.sql.Row;

/**
 * A Parquet file that a task writes row by row. Before the first row nothing is there, and nothing
 * is left of a file that was closed before it was finished. Not for several threads.
 */
public final class RowFile implements AutoCloseable {
  private final RowFiles files;
  private final Path path;
  private final Bounds bounds;
  private RecordWriter<Void, Row> writer;
  private long rows;
  private boolean started;
  private boolean broken;
  private boolean over;

  RowFile(RowFiles files, Path path) {
    this.files = files;
    this.path = path;
    this.bounds = new Bounds(files.schema(), files.statistics());
  }

  /**
   * Writes a row; nothing refers to its values afterwards.
   *
   * @throws UncheckedIOException when the store refuses or fails
   * @throws IllegalArgumentException when it has no value in a column that needs one
   */
  public void add(Row row) {
    try {
      if (!started) {
        started = true;
        writer = files.writer(path);
      }
      writer.write(null, row);
      bounds.take(row);
      rows++;
    } catch (IOException e) {
      broken = true;
      throw new UncheckedIOException("cannot write " + path, e);
    } catch (InterruptedException e) {
      broken = true;
      throw stopped(e);
    } catch (RuntimeException e) {
      broken = true;
      throw e;
    }
  }

  /** Whether a row could not be written, so that the file cannot be finished. */
  public boolean isBroken() {
    return broken;
  }

  /**
   * Ends the file.
   *
   * @return what a table has to know of it; empty without rows
   * @throws UncheckedIOException when the store refuses or fails; closing removes what there is
   */
  public Optional<WrittenFile> finish() {
    if (over || broken) {
      throw new IllegalStateException(path + " cannot be finished");
    }
    if (!started) {
      over = true;
      return Optional.empty();
    }
    broken = true;
    try {
      writer.close(null);
      writer = null;
      FileStatus status = path.getFileSystem(files.conf().value()).getFileStatus(path);
      over = true;
      return Optional.of(
          new WrittenFile(
              status.getPath().toString(),
              status.getLen(),
              status.getModificationTime(),
              rows,
              bounds.least(),
              bounds.greatest()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  /** Removes the file unless it was finished. */
  @Override
  public void close() {
    if (over || !started) {
      return;
    }
    over = true;
    try {
      if (writer != null) {
        writer.close(null);
      }
    } catch (IOException | RuntimeException e) {
      // Whatever could not be written last is removed with the rest.
      broken = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      files.drop(path.toString());
    }
  }

  private IllegalStateException stopped(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("stopped while writing " + path, e);
  }
}
