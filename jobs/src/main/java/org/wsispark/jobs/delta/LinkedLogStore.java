package org.wsispark.jobs.delta;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.delta.storage.HDFSLogStore;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Commits to tables in the local file system, each version by one writer only. Delta's own way is a
 * rename, before which Hadoop looks whether the version is there; two processes, or Spark and
 * Kernel in one, can both see that it is not, and the second then takes the first one's commit
 * away. A hard link is made once or not at all (POSIX link), which holds on NFS too.
 */
public final class LinkedLogStore extends HDFSLogStore {
  private static final String OF_KERNEL = "io.delta.kernel.logStore.file.impl";

  /** Delta makes it, by its name in the configuration. */
  public LinkedLogStore(Configuration conf) {
    super(conf);
  }

  /** Has Kernel's commits made so, if Kernel can load this class. */
  static Configuration use(Configuration conf, ClassLoader ofKernel) {
    try {
      Class.forName(LinkedLogStore.class.getName(), false, ofKernel);
    } catch (ClassNotFoundException e) {
      // Kernel lies among Spark's own jars, which do not see those of a job.
      return conf;
    }
    Configuration linked = new Configuration(conf);
    linked.setIfUnset(OF_KERNEL, LinkedLogStore.class.getName());
    return linked;
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
      throws IOException {
    if (overwrite) {
      super.write(path, actions, true, conf);
      return;
    }
    java.nio.file.Path commit = new File(path.toUri().getPath()).toPath();
    java.nio.file.Path whole =
        commit.resolveSibling("." + commit.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(whole, UTF_8)) {
        while (actions.hasNext()) {
          out.write(actions.next());
          out.write('\n');
        }
      }
      link(commit, whole, path, conf);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private void link(
      java.nio.file.Path commit, java.nio.file.Path whole, Path path, Configuration conf)
      throws IOException {
    try {
      Files.createLink(commit, whole);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException e) {
      // No hard links here, as on exFAT and some shared folders.
      super.write(path, Files.readAllLines(whole, UTF_8).iterator(), false, conf);
    }
  }
}
