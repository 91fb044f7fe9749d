package org.wsispark.jobs.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.dataset.PinnedSet.ImageFile;

/**
 * Takes files of the lake into a data set. On a local disk a file gets a second name (a hard link):
 * its bytes stay when the lake's name is removed and cost nothing until then; anywhere else, and
 * where the disk will not, it is copied. Runs in tasks.
 *
 * @param images URI of the folder to put them in
 * @param conf how file systems are reached
 */
record FileFreezer(String images, SerializableConfiguration conf) implements Serializable {

  /** How a file was taken. */
  enum How {
    /** It has two names now. */
    LINKED,
    /** Its bytes are there twice. */
    COPIED,
    /** Not at all: it holds rows of other sets as well. */
    MIXED
  }

  /**
   * A file that was looked at.
   *
   * @param source in the lake
   * @param how it was taken
   * @param file in the data set; null when it was not taken
   */
  record Taken(String source, How how, DatasetFile file) implements Serializable {}

  Taken take(ImageFile source, long number) {
    Configuration hadoop = conf.value();
    String name = "part-%05d.parquet".formatted(number);
    String relative = DatasetFolder.IMAGES + "/" + name;
    try {
      Path from = new Path(URI.create(source.uri()));
      if (FileDigest.rows(from, hadoop) != source.rows()) {
        return new Taken(source.uri(), How.MIXED, null);
      }
      Path target = new Path(images, name);
      if (linked(from, target)) {
        return new Taken(source.uri(), How.LINKED, FileDigest.of(target, relative, hadoop));
      }
      try (OutputStream out = target.getFileSystem(hadoop).create(target, true)) {
        FileDigest.Sum sum = FileDigest.copying(from, out, hadoop);
        DatasetFile file = new DatasetFile(relative, sum.bytes(), source.rows(), sum.sha256());
        return new Taken(source.uri(), How.COPIED, file);
      }
    } catch (FileNotFoundException e) {
      throw WsiException.of(
              DatasetError.CHANGED_MEANWHILE, "the file was removed while it was frozen")
          .inSlide(source.uri())
          .remedy("Freeze again; keep OPTIMIZE and VACUUM away until it is done")
          .causedBy(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot freeze " + source.uri(), e);
    }
  }

  private static boolean linked(Path source, Path target) throws IOException {
    if (!"file".equals(target.toUri().getScheme())) {
      return false;
    }
    java.nio.file.Path link = java.nio.file.Path.of(target.toUri().getPath());
    Files.createDirectories(link.getParent());
    // A task that is tried again finds its own file.
    Files.deleteIfExists(link);
    try {
      Files.createLink(link, java.nio.file.Path.of(source.toUri().getPath()));
      return true;
    } catch (FileSystemException e) {
      // Another disk, or one that has no links: the caller copies, or says what is wrong with it.
      return false;
    }
  }
}
