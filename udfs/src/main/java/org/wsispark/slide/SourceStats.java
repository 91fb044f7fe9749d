package org.wsispark.slide;

import java.io.Serializable;

/**
 * What a source has asked of a remote store.
 *
 * @param requests ranges asked for, those asked for again after a failure included
 * @param bytes sum of their lengths
 */
public record SourceStats(long requests, long bytes) implements Serializable {
  /** What a local source has. */
  public static final SourceStats LOCAL = new SourceStats(0, 0);
}
