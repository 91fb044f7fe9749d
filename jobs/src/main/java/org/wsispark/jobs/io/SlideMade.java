package org.wsispark.jobs.io;

import java.io.Serializable;

/** What a task made of one slide. */
public interface SlideMade extends Serializable {

  /** The slide. */
  String slideId();

  /** Why nothing was made of it, or null. */
  Failure failure();
}
