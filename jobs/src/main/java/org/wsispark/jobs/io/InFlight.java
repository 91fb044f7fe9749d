package org.wsispark.jobs.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.wsispark.errors.WsiException;

/**
 * Who reads which slide. A native decoder that crashes takes its process with it, and Spark only
 * sees a lost executor. So a task leaves a note, an empty file below the lake, before it opens a
 * slide, and takes it away when it closes it; a note that is left over is of a process that died
 * over the slide or beside it. Which of the two is found out by reading such a slide alone in its
 * process the next time; when that ends in a second death the slide is refused, everywhere and at
 * once. A try costs one listing, one empty file and one deletion, however many tiles are read.
 *
 * @param folder URI of the notes of this job and target, which a lease gives to one run at a time
 * @param app Spark's id of the application
 */
record InFlight(String folder, String app) implements Serializable {
  private static final int MOST_DEATHS = 2;

  /** Beside the notes of a slide that is refused. */
  private static final String REFUSED = "refused";

  static InFlight of(Lake lake, Run run, String app) {
    String name = OutputNames.of(run.job() + "-" + run.target());
    return new InFlight(lake.folder("_inflight") + "/" + name, app);
  }

  /**
   * Notes that a task is about to open a slide.
   *
   * @param mine the task's try
   * @return to be closed when the slide is closed
   * @throws WsiException KILLED_EXECUTOR when the slide has killed two
   */
  Entry enter(Configuration conf, String uri, TaskAttempt mine) {
    Path notes = new Path(folder, Digests.brief(uri));
    try {
      FileSystem fs = notes.getFileSystem(conf);
      List<TaskAttempt> dead = new ArrayList<>();
      boolean refused = false;
      for (FileStatus note : list(fs, notes)) {
        refused |= note.getPath().getName().equals(REFUSED);
        TaskAttempt.parse(note.getPath().getName())
            .filter(other -> other.isOverWhen(mine))
            .ifPresent(dead::add);
      }
      if (refused || dead.size() >= MOST_DEATHS) {
        create(fs, new Path(notes, REFUSED));
        throw refusal(uri, dead);
      }
      // Processes are what dies: a suspect is alone in its own.
      ProcessShare share = ProcessShare.take(!dead.isEmpty());
      try {
        create(fs, new Path(notes, mine.name()));
        return new Entry(fs, notes, mine, dead, share);
      } catch (IOException | RuntimeException e) {
        share.close();
        throw e;
      }
    } catch (IOException e) {
      throw noAccess(notes, e);
    }
  }

  /** After the run: forgets every slide, also those that were refused. */
  void clear(Configuration conf) {
    Path notes = new Path(folder);
    try {
      notes.getFileSystem(conf).delete(notes, true);
    } catch (IOException e) {
      throw noAccess(notes, e);
    }
  }

  private static FileStatus[] list(FileSystem fs, Path notes) throws IOException {
    try {
      return fs.listStatus(notes);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private static void create(FileSystem fs, Path file) throws IOException {
    fs.create(file, true).close();
  }

  private static WsiException refusal(String uri, List<TaskAttempt> dead) {
    String executors =
        dead.stream()
            .sorted(Comparator.comparing(TaskAttempt::app).thenComparing(TaskAttempt::attempt))
            .map(note -> note.executor() + " of " + note.app())
            .collect(Collectors.joining(", "));
    return WsiException.of(
            IoError.KILLED_EXECUTOR,
            "two processes that read it died (executor %s)",
            executors.isEmpty() ? "of another task" : executors)
        .inSlide(uri)
        .remedy("Look for a native crash in their logs; the next run tries it again");
  }

  private static WsiException noAccess(Path notes, IOException e) {
    return WsiException.of(IoError.NO_ACCESS, "notes on open slides cannot be kept")
        .inSlide(notes.toString())
        .remedy("Let the executors write below the lake")
        .causedBy(e);
  }

  /** A slide that is being read. */
  static final class Entry implements AutoCloseable {
    private final FileSystem fs;
    private final Path notes;
    private final List<TaskAttempt> left = new ArrayList<>();
    private final ProcessShare share;

    private Entry(
        FileSystem fs, Path notes, TaskAttempt mine, List<TaskAttempt> dead, ProcessShare share) {
      this.fs = fs;
      this.notes = notes;
      this.share = share;
      left.add(mine);
      left.addAll(dead);
    }

    /** How often a process died before over this slide or beside it. */
    int earlierDeaths() {
      return left.size() - 1;
    }

    /**
     * Takes the notes away, those of earlier deaths as well: the slide was not the cause. Only then
     * may others read beside it, for what kills them would be laid to this one.
     */
    @Override
    public void close() {
      try {
        for (TaskAttempt note : left) {
          fs.delete(new Path(notes, note.name()), false);
        }
      } catch (IOException e) {
        throw noAccess(notes, e);
      } finally {
        share.close();
      }
    }
  }
}
