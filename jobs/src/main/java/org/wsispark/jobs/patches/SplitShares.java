package org.wsispark.jobs.patches;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the slides of a set came out in its splits, for people to see before they train: few patients
 * may leave a split empty.
 *
 * @param bySplit in the order of the splits; empty without splits
 */
record SplitShares(Map<String, Share> bySplit) {

  /** Slides of the set in a split, and how many patients they are of. */
  record Share(long slides, long patients) {}

  static SplitShares of(SetSplits splits) {
    Map<String, Share> shares = new LinkedHashMap<>();
    for (String name : splits.names()) {
      var slides = splits.slidesIn(name);
      long patients = slides.stream().map(splits::patientOf).distinct().count();
      shares.put(name, new Share(slides.size(), patients));
    }
    return new SplitShares(shares);
  }

  /** Numbers of slides and patients, by the splits' names. */
  Map<String, Map<String, Long>> figures() {
    Map<String, Map<String, Long>> figures = new LinkedHashMap<>();
    bySplit.forEach(
        (name, share) ->
            figures.put(name, Map.of("slides", share.slides(), "patients", share.patients())));
    return figures;
  }

  /** A line of what is printed. */
  Optional<String> line() {
    return bySplit.isEmpty()
        ? Optional.empty()
        : Optional.of(
            bySplit.entrySet().stream()
                .map(split -> split.getKey() + " " + text(split.getValue()))
                .collect(Collectors.joining(", ", "splits: ", "")));
  }

  private static String text(Share share) {
    return share.slides() == 0
        ? "none"
        : "%d slides of %d patients".formatted(share.slides(), share.patients());
  }
}
