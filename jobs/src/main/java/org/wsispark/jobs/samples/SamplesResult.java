package org.wsispark.jobs.samples;

import java.nio.file.Path;
import java.util.List;

/**
 * What is in the folder now.
 *
 * @param samples one per slide of the manifest, in its order
 */
public record SamplesResult(List<Sample> samples) {
  /**
   * One slide.
   *
   * @param slideId its name
   * @param path where it lies
   * @param bytes its size
   * @param licence its licence
   * @param fetched whether this run fetched it; false when it was there already
   */
  public record Sample(String slideId, Path path, long bytes, String licence, boolean fetched) {}

  /** Copies the list. */
  public SamplesResult {
    samples = List.copyOf(samples);
  }
}
