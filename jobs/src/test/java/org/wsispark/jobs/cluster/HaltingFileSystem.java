package org.wsispark.jobs.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.SparkEnv;

/**
 * Local files under {@code haltfs:}; an executor that opens one named killer ends there and then,
 * without a word and without its shutdown hooks, as in a native crash.
 */
public final class HaltingFileSystem extends RawLocalFileSystem {
  private static final int SIGNAL_ABORT = 134;

  @Override
  public URI getUri() {
    return URI.create("haltfs:///");
  }

  @Override
  public String getScheme() {
    return "haltfs";
  }

  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    return plain(super.getFileStatus(file));
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    return Arrays.stream(super.listStatus(folder))
        .map(HaltingFileSystem::plain)
        .toArray(FileStatus[]::new);
  }

  /** Hadoop's own of local files asks for permissions later on, by a path that must be file:. */
  private static FileStatus plain(FileStatus local) {
    return new FileStatus(
        local.getLen(),
        local.isDirectory(),
        1,
        local.getBlockSize(),
        local.getModificationTime(),
        local.getPath());
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    boolean inExecutor = SparkEnv.get() != null && !SparkEnv.get().executorId().equals("driver");
    if (inExecutor && file.getName().startsWith("killer")) {
      Runtime.getRuntime().halt(SIGNAL_ABORT);
    }
    return super.open(file, bufferSize);
  }
}
