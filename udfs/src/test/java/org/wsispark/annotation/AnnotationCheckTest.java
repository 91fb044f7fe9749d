package org.wsispark.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.Finding.Kind;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;

class AnnotationCheckTest {
  private static final Ring BOX = Ring.ofPx(10, 10, 30, 10, 30, 30, 10, 30, 10, 10);

  private static Region region(RegionType type, boolean negative, double... xy) {
    return Region.drawn(1, type, negative, Ring.ofPx(xy), "");
  }

  /** Kinds of findings of the regions, after a box that is in order. */
  private static List<Kind> kinds(Region... regions) {
    List<Region> all =
        new ArrayList<>(List.of(Region.drawn(1, RegionType.FREEHAND, false, BOX, "")));
    for (Region region : regions) {
      all.add(
          new Region(
              Integer.toString(all.size() + 1),
              region.typeCode(),
              region.negative(),
              region.vertices(),
              region.text(),
              region.fields(),
              region.attributes(),
              region.vertexFields(),
              region.foreign()));
    }
    Layer layer = Layer.drawn(1, "", Layer.GREEN, all);
    AnnotationCheck check =
        AnnotationCheck.of(
            new AnnotationDocument(Optional.empty(), List.of(layer)),
            Optional.of(new PixelRect(0, 0, 100, 100)));
    return check.findings().stream().map(Finding::kind).toList();
  }

  @Test
  void aSoundLayerHasNoFindings() {
    assertThat(kinds()).isEmpty();
    assertThat(kinds(region(RegionType.RECTANGLE, true, 12, 12, 20, 12, 20, 20, 12, 20))).isEmpty();
    assertThat(kinds(region(RegionType.RULER, false, 0, 0, 5, 5))).isEmpty();
    assertThat(kinds(region(RegionType.ELLIPSE, false, 0, 0, 5, 5))).isEmpty();
  }

  @Test
  void degenerateShapes() {
    assertThat(kinds(region(RegionType.FREEHAND, false))).containsExactly(Kind.DEGENERATE);
    assertThat(kinds(region(RegionType.FREEHAND, false, 5, 5))).containsExactly(Kind.DEGENERATE);
    assertThat(kinds(region(RegionType.FREEHAND, false, 1, 1, 2, 2, 3, 3, 1, 1)))
        .containsExactly(Kind.DEGENERATE);
    assertThat(kinds(region(RegionType.ELLIPSE, false, 1, 1, 1, 9)))
        .containsExactly(Kind.DEGENERATE);
    assertThat(kinds(region(RegionType.ARROW, false, 1, 1))).containsExactly(Kind.DEGENERATE);
  }

  @Test
  void selfCrossingIsNotTouching() {
    assertThat(kinds(region(RegionType.FREEHAND, false, 0, 0, 9, 9, 9, 0, 0, 9, 0, 0)))
        .containsExactly(Kind.SELF_CROSSING);
    // Two boxes that touch at a corner, and a keyhole.
    assertThat(
            kinds(
                region(
                    RegionType.FREEHAND,
                    false,
                    0,
                    0,
                    5,
                    0,
                    5,
                    5,
                    9,
                    5,
                    9,
                    9,
                    5,
                    9,
                    5,
                    5,
                    0,
                    5,
                    0,
                    0)))
        .isEmpty();
    assertThat(
            kinds(
                region(
                    RegionType.FREEHAND,
                    false,
                    0,
                    0,
                    9,
                    0,
                    9,
                    9,
                    0,
                    9,
                    0,
                    3,
                    3,
                    3,
                    6,
                    3,
                    6,
                    6,
                    3,
                    6,
                    3,
                    3,
                    0,
                    3,
                    0,
                    0)))
        .isEmpty();
  }

  @Test
  void openOutlines() {
    assertThat(kinds(region(RegionType.FREEHAND, false, 0, 0, 9, 0, 9, 9)))
        .containsExactly(Kind.OPEN);
  }

  @Test
  void negativesOutsideAllPositivesAreOrphans() {
    assertThat(kinds(region(RegionType.RECTANGLE, true, 50, 50, 60, 50, 60, 60, 50, 60)))
        .containsExactly(Kind.ORPHAN_NEGATIVE);
    // Straddling, round about, and inside the positive region.
    assertThat(kinds(region(RegionType.RECTANGLE, true, 25, 25, 60, 25, 60, 60, 25, 60))).isEmpty();
    assertThat(kinds(region(RegionType.RECTANGLE, true, 1, 1, 60, 1, 60, 60, 1, 60))).isEmpty();
    assertThat(kinds(region(RegionType.RECTANGLE, true, 15, 15, 20, 15, 20, 20, 15, 20))).isEmpty();
  }

  @Test
  void outsideTheSlide() {
    assertThat(kinds(region(RegionType.RECTANGLE, false, 100, 0, 120, 0, 120, 9, 100, 9)))
        .containsExactly(Kind.OUTSIDE);
    assertThat(kinds(region(RegionType.RULER, false, -2.18, 5, 5, 5)))
        .containsExactly(Kind.PARTLY_OUTSIDE);
  }

  @Test
  void duplicates() {
    assertThat(kinds(region(RegionType.FREEHAND, false, 10, 10, 30, 10, 30, 30, 10, 30, 10, 10)))
        .containsExactly(Kind.DUPLICATE);
    Region box = Region.drawn(1, RegionType.FREEHAND, false, BOX, "");
    Layer layer = Layer.drawn(7, "", Layer.GREEN, List.of(box, box));
    AnnotationCheck check =
        AnnotationCheck.of(
            new AnnotationDocument(
                Optional.empty(), List.of(layer, Layer.drawn(7, "", Layer.GREEN, List.of()))),
            Optional.empty());
    assertThat(check.findings())
        .extracting(Finding::kind)
        .containsExactly(
            Kind.DUPLICATE, Kind.DUPLICATE_ID, Kind.DUPLICATE_LAYER_ID, Kind.EMPTY_LAYER);
    assertThat(check.count(Kind.DUPLICATE)).isEqualTo(1);
    assertThat(check.isClean()).isFalse();
  }

  @Test
  void storedMeasuresThatDiffer() {
    Ring ring = Ring.ofPx(0, 0, 9, 0, 9, 9, 0, 0);
    for (String stored : List.of("40.4", "40.7")) {
      Region region =
          new Region(
              "1",
              0,
              false,
              ring,
              "",
              Map.of("Area", stored),
              List.of(),
              new TreeMap<>(),
              List.of());
      assertThat(kinds(region))
          .isEqualTo(stored.equals("40.4") ? List.of() : List.of(Kind.STORED_MEASURE_DIFFERS));
    }
  }

  @Test
  void theTextNamesLayersAndPlaces() {
    Layer layer =
        Layer.drawn(
            3,
            "Tumour",
            Layer.GREEN,
            List.of(
                region(RegionType.FREEHAND, false, 0, 0, 9, 9, 9, 0, 0, 9, 0, 0),
                region(RegionType.FREEHAND, false, 5, 5),
                region(RegionType.ARROW, false, 0, 0, 1, 1)));
    AnnotationCheck check =
        AnnotationCheck.of(
            new AnnotationDocument(Optional.empty(), List.of(layer)), Optional.empty());
    assertThat(CheckText.lines(check, 1))
        .containsExactly(
            "layer 3 \"Tumour\": 3 regions (0 negative), 8 vertices: 2 freehand, 1 arrow",
            "  defect degenerate: 1: region 1 (1 vertices)",
            "  defect self-crossing: 1: region 1 (at x=4.5, y=4.5)",
            "  note duplicate-id: 2: region 1 (1); and 1 more",
            "2 defects");
  }
}
