package org.wsispark.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;

class ComparisonTest {
  private static final Contestant OURS = step("ours");
  private static final Contestant PEER =
      new Contestant("peer", null, null, false, 1, List.of("p.py"), List.of());

  private static Contestant step(String name) {
    return new Contestant(name, null, "read", false, 1, null, null);
  }

  private static Workload workload(Integer... counts) {
    return new Workload(
        "t", "patches", new Workload.Slides("aperio", "1x1", List.of(counts)), List.of(OURS, PEER));
  }

  @Test
  void aRatioIsTakenWithinEachRound() {
    // The machine was half as fast in round 1: that is no spread of the ratio.
    List<Sample> samples =
        List.of(
            new Sample("ours", 1, 0, 100, 1, 2.0),
            new Sample("peer", 1, 0, 100, 3, 3.0),
            new Sample("ours", 1, 1, 100, 2, 2.0),
            new Sample("peer", 1, 1, 100, 6, 4.0));
    List<ComparisonLine> lines = new Comparison(workload(1), samples).lines();
    assertThat(lines).extracting(ComparisonLine::contestant).containsExactly("ours", "peer");
    assertThat(lines.get(0).perSecond()).isEqualTo(new Spread(75, 50, 100, 2));
    assertThat(lines.get(0).wallRatios()).isEqualTo(Map.of("peer", new Spread(3, 3, 3, 2)));
    assertThat(lines.get(0).cpuRatios()).isEqualTo(Map.of("peer", new Spread(1.75, 1.5, 2, 2)));
    assertThat(lines.get(1).wallRatios()).isEmpty();
  }

  @Test
  void startUpFallsOutOfTheCostOfEachFurtherSlide() {
    // 10 s and 30 s of start-up; then 1 s and 4 s for a slide of 100 patches.
    List<Sample> samples =
        List.of(
            new Sample("ours", 4, 0, 400, 14, null),
            new Sample("peer", 4, 0, 400, 46, null),
            new Sample("ours", 12, 0, 1200, 22, null),
            new Sample("peer", 12, 0, 1200, 78, null));
    ComparisonLine further = new Comparison(workload(4, 12), samples).lines().get(4);
    assertThat(further.slides()).isZero();
    assertThat(further.perSecond().median()).isEqualTo(100);
    assertThat(further.wallRatios().get("peer").median()).isEqualTo(4);
    assertThat(further.cpuRatios()).isEmpty();
  }

  @Test
  void anAbsentPeerHasNoLineAndNoRatio() {
    List<ComparisonLine> lines =
        new Comparison(workload(1), List.of(new Sample("ours", 1, 0, 100, 1, null))).lines();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).wallRatios()).isEmpty();
  }

  @Test
  void theTableHasOneWidth() {
    List<Sample> samples =
        List.of(new Sample("ours", 1, 0, 100, 1, 1.0), new Sample("peer", 1, 0, 100, 3, 3.0));
    List<String> text =
        ComparisonTable.text("patches", new Comparison(workload(1), samples).lines());
    assertThat(text).hasSize(5).allSatisfy(line -> assertThat(line).hasSameSizeAs(text.get(0)));
    assertThat(text.get(3)).contains("peer", "3.00 (3.00–3.00)");
  }

  @Test
  void theMedianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(new Spread(3, 1, 100, 4));
    assertThat(Spread.of(List.of(5.0, 1.0, 2.0)).text()).isEqualTo("2.00 (1.00–5.00)");
    assertThat(Spread.of(List.of(1234.5)).text()).isEqualTo("1235 (1235–1235)");
  }

  @Test
  void aWorkloadThatCannotRunIsRefused() {
    Workload.Slides slides = new Workload.Slides("aperio", "1x1", List.of(1));
    assertThatThrownBy(() -> new Workload("t", "u", slides, List.of(PEER)))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("none of our own");
    assertThatThrownBy(() -> new Workload("t", "u", slides, List.of(OURS, OURS)))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("one name");
    assertThatThrownBy(() -> new Workload.Slides("aperio", "1x1", List.of(0)))
        .isInstanceOf(WsiException.class);
    assertThatThrownBy(() -> new Contestant("x", null, "read", false, 1, List.of("p"), null))
        .isInstanceOf(WsiException.class);
  }
}
