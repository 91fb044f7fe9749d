package org.wsispark.jobs.bench;

import java.util.List;
import org.wsispark.errors.WsiException;

/**
 * What is measured: slides, and those that do the same work on them. One file under {@code bench/}
 * of the class path each.
 *
 * @param title what is done, for the table's head
 * @param unit what is counted, in the plural
 * @param slides the slides that are made for it
 * @param contestants own ones first; the ratios are those of each own one to each other one
 */
public record Workload(String title, String unit, Slides slides, List<Contestant> contestants) {

  /** Checks what the frame relies on. */
  public Workload {
    contestants = List.copyOf(contestants);
    if (contestants.isEmpty() || !contestants.get(0).own()) {
      throw WsiException.of(BenchError.BAD_WORKLOAD, "the first contestant is none of our own");
    }
    if (contestants.stream().map(Contestant::name).distinct().count() != contestants.size()) {
      throw WsiException.of(BenchError.BAD_WORKLOAD, "two contestants have one name");
    }
  }

  List<Contestant> own() {
    return contestants.stream().filter(Contestant::own).toList();
  }

  List<Contestant> peers() {
    return contestants.stream().filter(contestant -> !contestant.own()).toList();
  }

  /**
   * Slides, as make_slide.py makes them.
   *
   * @param form {@code aperio} or {@code ycbcr}
   * @param blocks columns x rows of its pattern; 18x15 are 38,880 x 43,200 px
   * @param counts how many slides at once; the first and the last give the cost of each further
   *     slide
   */
  public record Slides(String form, String blocks, List<Integer> counts) {

    /** Checks the counts. */
    public Slides {
      counts = List.copyOf(counts);
      if (counts.isEmpty() || counts.stream().anyMatch(count -> count < 1)) {
        throw WsiException.of(BenchError.BAD_WORKLOAD, "slide counts are %s", counts);
      }
    }

    int most() {
      return counts.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
  }
}
