package org.wsispark.annotation.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.annotation.classes.ClassRule;
import org.wsispark.annotation.classes.ClassSet;
import org.wsispark.annotation.classes.LayerMatch;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Ring;

class ClassStackTest {

  private static Region square(boolean negative, double from, double to) {
    return Region.drawn(
        1, RegionType.FREEHAND, negative, Ring.ofPx(from, 0, to, 0, to, 1, from, 1), "");
  }

  private static ClassRule rule(String name, String... ids) {
    return new ClassRule(
        name,
        "#000000",
        List.of(ids).stream()
            .map(
                id ->
                    new LayerMatch(
                        Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty()))
            .toList());
  }

  /** A negative region belongs to its layer, not to its class. */
  @Test
  void classesAreUnionsOfLayersInTheOrderOfTheSet() {
    AnnotationDocument document =
        new AnnotationDocument(
            Optional.empty(),
            List.of(
                Layer.drawn(1, "", 0, List.of(square(false, 0, 8), square(true, 1, 4))),
                Layer.drawn(2, "", 0, List.of(square(false, 3, 5))),
                Layer.drawn(3, "", 0, List.of(square(false, 7, 9))),
                Layer.drawn(4, "", 0, List.of(square(false, 0, 10)))));
    ClassSet set =
        new ClassSet(
            "test",
            ClassSet.Unmatched.LEAVE_OUT,
            List.of(rule("low", "3"), rule("slot"), rule("high", "2", "1")));
    RuleMask mask = RuleMasks.byClass(set, document);
    assertThat(mask.names()).containsValues("low", "slot", "high").hasSize(3);
    MaskGrid grid = MaskGrid.plain(10, 1, Downsample.of(1));
    assertThat(mask.on(grid).values(grid.rect())).containsExactly(3, 0, 0, 3, 3, 3, 3, 3, 1, 0);
  }

  /** Without a class file a layer is a class, and a byte numbers 255 of them. */
  @Test
  void layersAreNumberedUpTo255() {
    MaskGrid grid = MaskGrid.plain(1, 1, Downsample.of(1));
    assertThatThrownBy(() -> RuleMasks.of(MaskRule.EXACT, layers(256), null, grid.rect(), grid))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("TOO_MANY_LAYERS: 256 layers");
    RuleMask mask = RuleMasks.of(MaskRule.EXACT, layers(255), null, grid.rect(), grid);
    assertThat(mask.on(grid).values(grid.rect())).containsExactly((byte) 255);
  }

  private static AnnotationDocument layers(int count) {
    return new AnnotationDocument(
        Optional.empty(),
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> Layer.drawn(id, "", 0, List.of(square(false, 0, 1))))
            .toList());
  }
}
