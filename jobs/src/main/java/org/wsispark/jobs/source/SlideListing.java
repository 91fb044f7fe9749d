package org.wsispark.jobs.source;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.RemoteIterator;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.FileIdentity;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlideNames;
import org.wsispark.jobs.io.StoreFailure;

/** Finds the slide files that paths, folders and patterns stand for. */
final class SlideListing {
  private final Configuration hadoop;
  private final SourceOptions options;

  SlideListing(Configuration hadoop, SourceOptions options) {
    this.hadoop = hadoop;
    this.options = options;
  }

  /**
   * Refuses paths that name nothing; costs one request per path.
   *
   * @throws WsiException NO_SUCH_PATH
   */
  void checkPaths() {
    for (String path : options.paths()) {
      roots(path);
    }
  }

  /** The files, each once, in order of their URIs. */
  List<FoundFile> files() {
    Map<String, FoundFile> found = new TreeMap<>();
    for (String path : options.paths()) {
      for (FileStatus root : roots(path)) {
        if (root.isDirectory()) {
          addFolder(root.getPath(), found);
        } else {
          add(root, found);
        }
      }
    }
    return found.values().stream().sorted(Comparator.comparing(FoundFile::uri)).toList();
  }

  private List<FileStatus> roots(String text) {
    try {
      Path path = SlideFiles.path(text);
      FileSystem files = path.getFileSystem(hadoop);
      FileStatus[] roots = files.globStatus(path);
      if (roots == null || roots.length == 0) {
        throw WsiException.of(SourceError.NO_SUCH_PATH, "nothing is there")
            .inSlide(text)
            .remedy("Check the path; * and ? stand for parts of one name");
      }
      return List.of(roots);
    } catch (IOException e) {
      throw StoreFailure.of(e, text, "listing it");
    } catch (IllegalArgumentException e) {
      throw WsiException.of(SourceError.NO_SUCH_PATH, "is no path: %s", e.getMessage())
          .inSlide(text)
          .remedy("Check how it is written")
          .causedBy(e);
    }
  }

  private void addFolder(Path folder, Map<String, FoundFile> found) {
    try {
      PathFilter names =
          options.nameFilter() == null
              ? path -> SlideNames.isSlide(path.getName())
              : new GlobFilter(options.nameFilter());
      FileSystem files = folder.getFileSystem(hadoop);
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, options.recursive());
      while (all.hasNext()) {
        FileStatus file = all.next();
        if (names.accept(file.getPath()) && !isHidden(folder, file.getPath())) {
          add(file, found);
        }
      }
    } catch (IOException e) {
      throw StoreFailure.of(e, folder.toString(), "listing it");
    }
  }

  /** As Spark's own sources: what is on its way, or belongs to a table, begins so. */
  private static boolean isHidden(Path folder, Path file) {
    for (Path part = file; !part.equals(folder); part = part.getParent()) {
      if (part.getName().startsWith(".") || part.getName().startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  private static void add(FileStatus file, Map<String, FoundFile> found) {
    String uri = file.getPath().toString();
    found.put(uri, new FoundFile(uri, FileIdentity.of(file), file.getModificationTime()));
  }
}
