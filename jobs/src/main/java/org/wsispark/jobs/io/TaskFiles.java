package org.wsispark.jobs.io;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.CollectionAccumulator;
import org.wsispark.jobs.delta.RowFiles;
import org.wsispark.jobs.delta.WrittenFile;

/**
 * Files that the tasks of a Spark job write. When the job fails, those that had been finished are
 * removed: their names are known by then, though not as the job's result. A task that is killed or
 * runs on may leave one; it belongs to no table, and VACUUM removes it.
 */
public final class TaskFiles implements Serializable {
  private final RowFiles files;
  private final CollectionAccumulator<String> finished;

  /** For one job or several, one after the other. */
  public TaskFiles(SparkContext spark, RowFiles files) {
    this.files = files;
    this.finished = spark.collectionAccumulator("files");
  }

  /** Notes a file, in the task that has finished it. */
  public WrittenFile finished(WrittenFile file) {
    finished.add(file.uri());
    return file;
  }

  /** Runs the job. */
  public <T> List<T> collect(JavaRDD<T> results) {
    finished.reset();
    boolean done = false;
    try {
      List<T> made = results.collect();
      done = true;
      return made;
    } finally {
      // Not by catching: Spark throws checked exceptions without saying so.
      if (!done) {
        finished.value().forEach(files::drop);
      }
    }
  }
}
