package org.wsispark.jobs.io;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;

/**
 * What was made of a batch of slides, a task each. Kept until it is closed, so that a slide is read
 * once, however often rows and counts are taken.
 *
 * @param <M> what is made of a slide
 */
public final class MadeBatch<M extends SlideMade> implements AutoCloseable {
  private final JavaRDD<M> made;
  private final Set<String> failed = new HashSet<>();

  private MadeBatch(JavaRDD<M> made) {
    this.made = made;
  }

  /**
   * Makes it. Slides that fail go to quarantine.
   *
   * @param slides at least one
   */
  public static <S, M extends SlideMade> MadeBatch<M> of(
      JobContext context, List<S> slides, Function<S, M> maker) {
    JavaRDD<M> made =
        JavaSparkContext.fromSparkContext(context.spark().sparkContext())
            .parallelize(slides, slides.size())
            .map(maker)
            .persist(StorageLevel.MEMORY_AND_DISK());
    MadeBatch<M> batch = new MadeBatch<>(made);
    try {
      for (Failure failure :
          made.filter(slide -> slide.failure() != null).map(slide -> slide.failure()).collect()) {
        context.quarantine(failure);
        batch.failed.add(failure.slideId());
      }
      return batch;
    } catch (Exception e) {
      batch.close();
      throw e;
    }
  }

  /** One element per slide, those of failures included. */
  public JavaRDD<M> made() {
    return made;
  }

  /** Whether something was made of a slide. */
  public boolean has(String slideId) {
    return !failed.contains(slideId);
  }

  @Override
  public void close() {
    made.unpersist();
  }
}
