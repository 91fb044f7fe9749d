package org.wsispark.spark;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/**
 * The slides that one SQL function has open in one task: opening a slide per row would cost more
 * than reading from it. The longest unused one is closed for the next; the rest when the task ends.
 * Outside tasks, where Spark evaluates constants, nothing stays open. A slide that changes during a
 * task is read as it was when the task opened it.
 */
public final class OpenSlides implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows come by slide; a join may alternate between a few. */
  private static final int MOST_OPEN = 4;

  private final SerializableConfiguration hadoop;
  private transient LinkedHashMap<String, SlideReader> open;

  private OpenSlides(SerializableConfiguration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * With a session's file systems.
   *
   * @param hadoop travels to the tasks
   * @return none open yet
   */
  public static OpenSlides of(Configuration hadoop) {
    return new OpenSlides(new SerializableConfiguration(hadoop));
  }

  /**
   * Reads from a slide.
   *
   * @param <T> what is read
   * @param uri of the slide
   * @param use must not keep the reader
   * @return what {@code use} gives
   * @throws WsiException as {@code use}, and when the slide cannot be opened; names the slide
   */
  public synchronized <T> T read(String uri, Function<SlideReader, T> use) {
    try {
      if (TaskContext.get() != null) {
        return use.apply(inTask(uri, TaskContext.get()));
      }
      try (SlideReader reader = openNow(uri)) {
        return use.apply(reader);
      }
    } catch (WsiException e) {
      throw e.inSlide(uri);
    }
  }

  private SlideReader inTask(String uri, TaskContext task) {
    if (open == null) {
      open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);
      task.addTaskCompletionListener((TaskCompletionListener) ended -> closeAll());
    }
    SlideReader reader = open.get(uri);
    if (reader == null) {
      if (open.size() == MOST_OPEN) {
        Map.Entry<String, SlideReader> eldest = open.entrySet().iterator().next();
        open.remove(eldest.getKey());
        eldest.getValue().close();
      }
      reader = openNow(uri);
      open.put(uri, reader);
    }
    return reader;
  }

  private SlideReader openNow(String uri) {
    for (SlideOpener opener :
        ServiceLoader.load(SlideOpener.class, OpenSlides.class.getClassLoader())) {
      return opener.open(uri, hadoop.value());
    }
    return SlideReaders.open(localPath(uri));
  }

  private static Path localPath(String uri) {
    try {
      URI parsed = new URI(uri);
      if (parsed.getScheme() == null) {
        return Path.of(uri);
      }
      if (parsed.getScheme().equals("file")) {
        return Path.of(parsed.getPath());
      }
    } catch (URISyntaxException e) {
      // Names of files may hold what URIs may not.
      return Path.of(uri);
    }
    throw WsiException.of(SparkError.NO_FILE_SYSTEM, "only local files are read here")
        .inSlide(uri)
        .remedy("Put the jar of wsispark-jobs on the class path");
  }

  private synchronized void closeAll() {
    LinkedHashMap<String, SlideReader> readers = open;
    open = null;
    WsiException first = null;
    for (SlideReader reader : readers.values()) {
      try {
        reader.close();
      } catch (WsiException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
