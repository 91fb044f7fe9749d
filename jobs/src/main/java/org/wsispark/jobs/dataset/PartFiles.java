package org.wsispark.jobs.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The Parquet files that Spark has written into a folder. */
final class PartFiles {
  private PartFiles() {}

  /** Those that a reader of the folder sees, in no order. */
  static List<Path> in(FileSystem fs, Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (FileStatus file : fs.listStatus(folder)) {
      String name = file.getPath().getName();
      if (name.endsWith(".parquet") && !name.startsWith(".")) {
        found.add(file.getPath());
      }
    }
    return found;
  }

  /**
   * Moves them into another folder of the same file system, and removes theirs.
   *
   * @param to made when it is not there
   * @param naming the new names, by number from 0
   * @return the new names
   */
  static List<String> moveAll(FileSystem fs, Path from, Path to, IntFunction<String> naming)
      throws IOException {
    fs.mkdirs(to);
    List<String> names = new ArrayList<>();
    for (Path file : in(fs, from)) {
      String name = naming.apply(names.size());
      move(fs, file, new Path(to, name));
      names.add(name);
    }
    fs.delete(from, true);
    return names;
  }

  /** Hadoop's rename says whether it did, and nothing more. */
  static void move(FileSystem fs, Path from, Path to) throws IOException {
    if (!fs.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }
}
