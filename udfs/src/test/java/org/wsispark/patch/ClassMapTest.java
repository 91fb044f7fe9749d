package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassMapTest {

  /** A map of one row, a digit per pixel. */
  private static ClassMap map(String values, String... names) {
    byte[] pixels = new byte[values.length()];
    for (int k = 0; k < pixels.length; k++) {
      pixels[k] = (byte) Character.digit(values.charAt(k), 10);
    }
    return new ClassMap(pixels.length, 1, List.of(names), pixels);
  }

  @Test
  void sharesAreOfAllPixelsAndListEveryClass() {
    ClassMap map = map("122012200200", "whole", "viable", "slot");
    assertThat(map.values()).containsExactly(1, 2, 2, 0, 1, 2, 2, 0, 0, 2, 0, 0);
    assertThat(map.fractions())
        .hasSize(3)
        .containsEntry("whole", 2 / 12.0)
        .containsEntry("viable", 5 / 12.0)
        .containsEntry("slot", 0.0);
  }

  @Test
  void theLabelIsTheLargestShareAndBackgroundCounts() {
    assertThat(label("1000", "a")).isNull();
    assertThat(label("1100", "a")).as("a tie with the background").isEqualTo("a");
    assertThat(label("1230", "a", "b", "a")).as("two values of one name").isEqualTo("a");
    assertThat(label("1122", "a", "b")).as("a tie").isEqualTo("b");
    assertThat(label("0000", "a")).isNull();
    assertThat(label("0000")).isNull();
  }

  private static String label(String values, String... names) {
    return map(values, names).label().orElse(null);
  }

  @Test
  void refusesValuesWithoutANameAndAnotherNumberOfPixels() {
    assertThatThrownBy(() -> map("012", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value 2 of [a]");
    assertThatThrownBy(() -> new ClassMap(2, 2, List.of(), new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 px are not 2x2");
  }
}
