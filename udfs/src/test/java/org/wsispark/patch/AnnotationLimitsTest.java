package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.annotation.classes.ClassFile;
import org.wsispark.annotation.classes.ClassSet;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ReadFrame;
import org.wsispark.testkit.oracle.PolygonOracle;

class AnnotationLimitsTest {
  private static final int WIDTH = 90;
  private static final int HEIGHT = 70;

  private static CellChoice all(CellGrid grid) {
    BitMask cells = new BitMask(grid.columns(), grid.rows());
    for (int row = 0; row < cells.height(); row++) {
      cells.setRow(row, 0, cells.width(), true);
    }
    return new CellChoice(cells, Map.of());
  }

  private static List<Layer> layers(SplittableRandom random) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 1; k <= 3; k++) {
      List<Region> regions = new ArrayList<>();
      for (int r = 0; r < 4; r++) {
        double[] xy = new double[2 * random.nextInt(3, 7)];
        for (int c = 0; c < xy.length; c++) {
          xy[c] = random.nextDouble(-20, 210);
        }
        regions.add(Region.drawn(r + 1, RegionType.FREEHAND, r == 3, Ring.ofPx(xy), ""));
      }
      layers.add(Layer.drawn(k, "abc".substring(k - 1, k), 0, regions));
    }
    return layers;
  }

  /** The topmost layer of each pixel of a patch, by the slow oracle; 0 outside the slide. */
  private static int[] tops(List<Layer> layers, Downsample d, PixelRect patch) {
    int[] tops = new int[patch.width() * patch.height()];
    for (int k = 0; k < layers.size(); k++) {
      List<Ring> positive = new ArrayList<>();
      List<Ring> negative = new ArrayList<>();
      for (Region region : layers.get(k).regions()) {
        (region.negative() ? negative : positive).add(region.vertices());
      }
      BitMask mask = PolygonOracle.mask(positive, negative, d, patch);
      for (int y = 0; y < patch.height(); y++) {
        for (int x = 0; x < patch.width(); x++) {
          boolean inside = patch.x() + x < WIDTH && patch.y() + y < HEIGHT;
          if (inside && mask.get(x, y)) {
            tops[y * patch.width() + x] = k + 1;
          }
        }
      }
    }
    return tops;
  }

  @Test
  void sharesLabelsAndLimitsAreWhatCountingPixelsGives() {
    int dropped = 0;
    int kept = 0;
    int labelled = 0;
    for (int seed = 0; seed < 25; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Downsample d = Downsample.of(1 + seed % 3);
      List<Layer> layers = layers(random);
      LabelFractions annotation =
          new LabelFractions(new AnnotationDocument(Optional.empty(), layers), d);
      EdgePolicy edge = List.of(EdgePolicy.DROP, EdgePolicy.PAD, EdgePolicy.SHIFT).get(seed % 3);
      PatchGrid grid =
          new PatchGrid(
              new ReadFrame(0, Downsample.NONE, d, WIDTH, HEIGHT, new Mpp(0.5)),
              random.nextInt(5, 30),
              random.nextInt(5, 40),
              edge);
      CellChoice all = all(grid);
      CellClasses classes = CellClasses.of(grid, annotation, all.cells());
      AnnotationLimits limits = new AnnotationLimits(0.1, List.of("a", "c"), 0.4);
      CellChoice choice = limits.apply(all, classes);
      assertThat(choice.droppedBy().keySet())
          .containsExactly("min-annotated-fraction", "min-label-fraction");
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          PixelRect patch = grid.frameRect(column, row);
          int[] tops = tops(layers, d, patch);
          int[] counts = new int[4];
          for (int top : tops) {
            counts[top]++;
          }
          String where = "seed %d, cell %d, %d of %s".formatted(seed, column, row, grid);
          ClassCounts got = classes.get(column, row);
          assertThat(got.fractions())
              .as(where)
              .containsOnly(
                  Map.entry("a", (double) counts[1] / tops.length),
                  Map.entry("b", (double) counts[2] / tops.length),
                  Map.entry("c", (double) counts[3] / tops.length));
          int centre = tops[patch.height() / 2 * patch.width() + patch.width() / 2];
          assertThat(got.centre().orElse(""))
              .as(where)
              .isEqualTo(List.of("", "a", "b", "c").get(centre));
          boolean annotated = (tops.length - counts[0]) / (double) tops.length >= 0.4;
          boolean named = (counts[1] + counts[3]) / (double) tops.length >= 0.1;
          assertThat(choice.cells().get(column, row)).as(where).isEqualTo(annotated && named);
          assertThat(choice.droppedBy().get("min-annotated-fraction").get(column, row))
              .as(where)
              .isEqualTo(!annotated);
          dropped += annotated && !named ? 1 : 0;
          kept += annotated && named ? 1 : 0;
          labelled += centre > 0 ? 1 : 0;
        }
      }
    }
    assertThat(kept).isGreaterThan(50);
    assertThat(dropped).isPositive();
    assertThat(labelled).isGreaterThan(50);
  }

  @Test
  void classesOfASetCountLikeThePaintedMask() {
    ClassSet set =
        ClassFile.read(
                """
                use: two
                sets:
                  two:
                    about: "two layers as one class"
                    unmatched: leave-out
                    classes:
                      - {name: later, color: "#00ff00", match: [{name: c}]}
                      - {name: both, color: "#ff0000", match: [{name: a}, {name: b}]}
                """
                    .getBytes(StandardCharsets.UTF_8),
                "two.yaml")
            .set("");
    int foreground = 0;
    for (int seed = 0; seed < 10; seed++) {
      List<Layer> layers = layers(new SplittableRandom(seed));
      PixelRect window = new PixelRect(10, 20, 60, 40);
      LabelFractions annotation =
          new LabelFractions(
              set, new AnnotationDocument(Optional.empty(), layers), Downsample.of(2));
      int[] ab = tops(layers.subList(0, 2), Downsample.of(2), window);
      int[] c = tops(layers.subList(2, 3), Downsample.of(2), window);
      int both = 0;
      int later = 0;
      for (int k = 0; k < ab.length; k++) {
        both += ab[k] > 0 ? 1 : 0;
        later += ab[k] == 0 && c[k] > 0 ? 1 : 0;
      }
      foreground += later;
      assertThat(annotation.of(window))
          .as("seed %d", seed)
          .containsOnly(Map.entry("both", both / 2400.0), Map.entry("later", later / 2400.0));
    }
    assertThat(foreground).isPositive();
  }

  @Test
  void refusesSharesOutOfRangeAndClassesWithoutAShare() {
    assertThatThrownBy(() -> new AnnotationLimits(1.5, List.of(), 0))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("BAD_GRID: min-label-fraction is 1.5, not from 0 to 1");
    assertThatThrownBy(() -> new AnnotationLimits(0, List.of(), -1))
        .hasMessageStartingWith("BAD_GRID: min-annotated-fraction is -1.0");
    assertThatThrownBy(() -> new AnnotationLimits(0, List.of("a"), 0))
        .hasMessageStartingWith("BAD_GRID: label-classes is [a], but min-label-fraction is 0");
    assertThat(AnnotationLimits.NONE.any()).isFalse();
  }
}
