package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelRuleTest {

  /** 10 x 10 px: so many rows of a, then so many of b, the rest without a class. */
  private static ClassMap rows(int a, int b) {
    byte[] values = new byte[100];
    Arrays.fill(values, 0, 10 * a, (byte) 1);
    Arrays.fill(values, 10 * a, 10 * (a + b), (byte) 2);
    return new ClassMap(10, 10, List.of("a", "b"), values);
  }

  private static Optional<String> label(LabelRule rule, int a, int b) {
    return rule.label(rows(a, b).counts(), 0.3);
  }

  @Test
  void majorityCountsBackgroundAsAClass() {
    assertThat(label(LabelRule.MAJORITY, 2, 3)).isEmpty();
    assertThat(label(LabelRule.MAJORITY, 5, 2)).contains("a");
    assertThat(label(LabelRule.MAJORITY, 4, 4)).as("the later of two").contains("b");
    assertThat(label(LabelRule.MAJORITY, 0, 0)).isEmpty();
  }

  @Test
  void anyTakesTheLargestClassHoweverSmall() {
    assertThat(label(LabelRule.ANY, 1, 0)).contains("a");
    assertThat(label(LabelRule.ANY, 2, 1)).contains("a");
    assertThat(label(LabelRule.ANY, 1, 1)).contains("b");
    assertThat(label(LabelRule.ANY, 0, 0)).isEmpty();
  }

  @Test
  void centreLooksAtThePixelRightBelowTheMiddle() {
    assertThat(label(LabelRule.CENTRE, 6, 0)).as("row 5 is the last of a").contains("a");
    assertThat(label(LabelRule.CENTRE, 5, 1)).contains("b");
    assertThat(label(LabelRule.CENTRE, 5, 0)).isEmpty();
  }

  @Test
  void thresholdWantsAShareOfTheLargestClass() {
    assertThat(label(LabelRule.THRESHOLD, 3, 0)).as("30 of 100 px").contains("a");
    assertThat(label(LabelRule.THRESHOLD, 2, 2)).as("20 of 100 px each").isEmpty();
    assertThat(label(LabelRule.THRESHOLD, 1, 4)).contains("b");
  }

  /** Shares are whole pixels, also of a name that has two values. */
  @Test
  void sharesAreExactInPixels() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int width = random.nextInt(1, 70);
      int height = random.nextInt(1, 20);
      List<String> names = List.of("a", "b", "a");
      String[] last = new String[width * height];
      byte[] values = new byte[width * height];
      for (int k = 0; k < last.length; k++) {
        int value = random.nextInt(4);
        values[k] = (byte) value;
        last[k] = value == 0 ? null : names.get(value - 1);
      }
      ClassMap map = new ClassMap(width, height, names, values);
      for (String name : List.of("a", "b")) {
        long count = 0;
        for (String value : last) {
          count += name.equals(value) ? 1 : 0;
        }
        assertThat(map.fractions().get(name))
            .as("seed %d, %s", seed, name)
            .isEqualTo((double) count / last.length);
      }
      assertThat(map.counts().centre())
          .isEqualTo(Optional.ofNullable(last[height / 2 * width + width / 2]));
    }
  }
}
