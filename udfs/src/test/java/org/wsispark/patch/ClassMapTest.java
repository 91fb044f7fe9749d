package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.patch.ClassMap.ClassMask;
import org.wsispark.raster.BitMask;

class ClassMapTest {

  /** A mask written as rows of '#' and '.'. */
  private static ClassMask mask(String name, String... rows) {
    BitMask mask = new BitMask(rows[0].length(), rows.length);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length(); x++) {
        mask.set(x, y, rows[y].charAt(x) == '#');
      }
    }
    return new ClassMask(name, mask);
  }

  @Test
  void laterClassesWin() {
    ClassMap map =
        ClassMap.of(
            4,
            3,
            List.of(mask("whole", "###.", "###.", "...."), mask("viable", ".##.", ".##.", ".#..")));
    assertThat(map.values()).containsExactly(1, 2, 2, 0, 1, 2, 2, 0, 0, 2, 0, 0);
    assertThat(map.fractions())
        .hasSize(2)
        .containsEntry("whole", 2 / 12.0)
        .containsEntry("viable", 5 / 12.0);
    assertThat(map.hasForeground()).isTrue();
  }

  @Test
  void theLabelIsTheLargestShareAndBackgroundCounts() {
    assertThat(label(mask("a", "#..."))).isNull();
    assertThat(label(mask("a", "##.."))).as("a tie with the background").isEqualTo("a");
    assertThat(label(mask("a", "#..."), mask("b", ".#.."), mask("a", "..#."))).isEqualTo("a");
    assertThat(label(mask("a", "##.."), mask("b", "..##"))).as("a tie").isEqualTo("b");
    assertThat(label(mask("a", "...."))).isNull();
    assertThat(ClassMap.of(4, 1, List.of()).label()).isEmpty();
    assertThat(ClassMap.of(4, 1, List.of(mask("a", "...."))).fractions()).containsEntry("a", 0.0);
  }

  private static String label(ClassMask... masks) {
    return ClassMap.of(4, 1, List.of(masks)).label().orElse(null);
  }

  @Test
  void refusesMoreClassesThanAByteHolds() {
    List<ClassMask> many = Collections.nCopies(256, mask("a", "#"));
    assertThatThrownBy(() -> ClassMap.of(1, 1, many))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("TOO_MANY_CLASSES: 256 classes");
    assertThat(ClassMap.of(1, 1, many.subList(0, 255)).values()).containsExactly((byte) 255);
  }
}
