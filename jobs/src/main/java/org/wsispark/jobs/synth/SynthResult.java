package org.wsispark.jobs.synth;

import java.nio.file.Path;
import java.util.List;

/**
 * What was made.
 *
 * @param slides in the order of the manifest
 * @param manifest the file that names them all
 */
public record SynthResult(List<Slide> slides, Path manifest) {
  /**
   * One slide.
   *
   * @param slideId its name in the manifest
   * @param slide the SVS file
   * @param truth its Aperio XML
   * @param bytes size of the SVS file
   */
  public record Slide(String slideId, Path slide, Path truth, long bytes) {}

  /** Copies the list. */
  public SynthResult {
    slides = List.copyOf(slides);
  }
}
