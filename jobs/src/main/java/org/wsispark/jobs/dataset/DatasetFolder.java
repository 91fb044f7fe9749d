package org.wsispark.jobs.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Lake;

/**
 * The folder of one data set: {@code images} and {@code labels} with Parquet files, or files with
 * both joined; {@code _SHA256SUMS}; and the record, which is written last. Without its record a
 * folder is no data set.
 *
 * @param path of the folder, a URI
 */
public record DatasetFolder(String path) implements Serializable {
  /** The record's file name; readers of a folder of Parquet pass over what begins so. */
  public static final String RECORD = "_dataset.json";

  static final String SUMS = "_SHA256SUMS";
  static final String IMAGES = "images";
  static final String LABELS = "labels";

  /** Joined rows lie in the folder itself. */
  private static final List<String> PARTS = List.of(IMAGES, LABELS, "");

  /** That of a name in a lake. */
  static DatasetFolder of(Lake lake, String name) {
    return new DatasetFolder(lake.folder("datasets") + "/" + name);
  }

  /** That of a name in a lake, or a folder wherever it is: one with a slash. */
  public static DatasetFolder find(Lake lake, String nameOrPath) {
    return nameOrPath.contains("/")
        ? new DatasetFolder(Lake.of(nameOrPath).root())
        : of(lake, nameOrPath);
  }

  String part(String name) {
    return name.isEmpty() ? path : path + "/" + name;
  }

  /**
   * The record; empty when there is none and so no data set.
   *
   * @throws WsiException BAD_RECORD
   */
  Optional<DatasetRecord> record(Configuration conf) {
    Path file = new Path(path, RECORD);
    try (var in = file.getFileSystem(conf).open(file)) {
      return Optional.of(DatasetRecord.parse(in.readAllBytes(), file.toString()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw WsiException.of(DatasetError.BAD_RECORD, "it cannot be read: %s", e.getMessage())
          .inSlide(file.toString())
          .remedy("Copy the data set again from where it came, or freeze the set anew")
          .causedBy(e);
    }
  }

  /** Removes what a freeze that died has left. */
  void clear(Configuration conf) throws IOException {
    Path folder = new Path(path);
    folder.getFileSystem(conf).delete(folder, true);
  }

  /** Data files that are there, relative and in order, whatever the record says. */
  List<String> dataFiles(Configuration conf) throws IOException {
    List<String> found = new ArrayList<>();
    for (String part : PARTS) {
      Path folder = new Path(part(part));
      FileSystem fs = folder.getFileSystem(conf);
      if (fs.exists(folder)) {
        for (Path file : PartFiles.in(fs, folder)) {
          found.add(part.isEmpty() ? file.getName() : part + "/" + file.getName());
        }
      }
    }
    found.sort(null);
    return found;
  }

  /** Makes the folder a data set. */
  void publish(DatasetRecord record, Configuration conf) throws IOException {
    write(SUMS, DatasetRecord.sums(record.files()).getBytes(StandardCharsets.UTF_8), conf);
    write(RECORD, record.json(), conf);
  }

  /** Writes a small file so that nobody sees half of it. */
  void write(String name, byte[] bytes, Configuration conf) throws IOException {
    Path file = new Path(path, name);
    Path part = new Path(path, "." + name + ".part");
    try (OutputStream out = file.getFileSystem(conf).create(part, true)) {
      out.write(bytes);
    }
    // A plain rename refuses to replace what an earlier run has written.
    FileContext.getFileContext(file.toUri(), conf).rename(part, file, Options.Rename.OVERWRITE);
  }
}
