package org.wsispark.testkit.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;

class PropertyTest {
  private static <T> AssertionError failure(int cases, Gen<T> gen, Consumer<T> property) {
    return catchThrowableOfType(
        AssertionError.class,
        () -> Property.check("planted", cases, gen, property, "PlantedTest", OptionalLong.empty()));
  }

  /** The value that a failing property ended with. */
  private static <T> T smallest(Gen<T> gen, Consumer<T> property) {
    List<T> failed = new ArrayList<>();
    AssertionError error =
        failure(
            500,
            gen,
            value -> {
              try {
                property.accept(value);
              } catch (AssertionError e) {
                failed.add(value);
                throw e;
              }
            });
    assertThat(error).as("the planted property must fail").isNotNull();
    return failed.get(failed.size() - 1);
  }

  @Test
  void aPassingPropertyRunsAllItsCasesAndTheSameOnesAgain() {
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    Property.check("all cases", 137, Gen.ints(-1_000, 1_000), first::add, "", OptionalLong.empty());
    Property.check(
        "all cases", 137, Gen.ints(-1_000, 1_000), second::add, "", OptionalLong.empty());
    assertThat(first).hasSize(137).isEqualTo(second);
    assertThat(first).allMatch(k -> k >= -1_000 && k <= 1_000).contains(-1_000, 0, 1_000);
    assertThat(first.stream().distinct().count()).isGreaterThan(80);
  }

  @Test
  void numbersShrinkToTheFirstThatFails() {
    assertThat(smallest(Gen.ints(0, 1_000_000), k -> assertThat(k).isLessThan(4_711)))
        .isEqualTo(4_711);
    assertThat(smallest(Gen.ints(-1_000_000, 10), k -> assertThat(k).isGreaterThan(-37)))
        .isEqualTo(-37);
    assertThat(smallest(Gen.longs(50, 90), k -> assertThat(k).isLessThan(50))).isEqualTo(50);
    assertThat(smallest(Gen.longs(Long.MIN_VALUE, Long.MAX_VALUE), k -> assertThat(k).isNull()))
        .isZero();
    assertThat(smallest(Gen.doubles(0, 90), d -> assertThat(d).isLessThan(12.5))).isEqualTo(13.0);
  }

  @Test
  void listsLoseWhatTheFailureDoesNotNeed() {
    Gen<List<Integer>> lists = Gen.list(Gen.ints(0, 1_000), 0, 40);
    assertThat(smallest(lists, list -> assertThat(list).noneMatch(k -> k >= 300)))
        .containsExactly(300);
    assertThat(smallest(lists, list -> assertThat(list).hasSizeLessThan(5)))
        .containsExactly(0, 0, 0, 0, 0);
    assertThat(smallest(Gen.list(Gen.ints(3, 9), 2, 40), list -> assertThat(list).isEmpty()))
        .containsExactly(3, 3);
  }

  @Test
  void valuesMadeOfOthersShrinkAsTheOthersDo() {
    Gen<String> text = Gen.ints(0, 500).map(k -> "x".repeat(k));
    assertThat(smallest(text, x -> assertThat(x).hasSizeLessThan(7))).isEqualTo("xxxxxxx");
    Gen<Gen.Pair<Integer, Integer>> ordered =
        Gen.ints(0, 900).flatMap(a -> Gen.ints(a, 1_000).map(b -> new Gen.Pair<>(a, b)));
    assertThat(smallest(ordered, pair -> assertThat(pair.second()).isLessThan(600)))
        .isEqualTo(new Gen.Pair<>(0, 600));
    Gen<Integer> even = Gen.ints(0, 10_000).filter(k -> k % 2 == 0);
    assertThat(smallest(even, k -> assertThat(k).isLessThan(101))).isEqualTo(102);
    assertThat(smallest(Gen.booleans(), b -> assertThat(b).isNull())).isFalse();
  }

  @Test
  void whatTheSuiteComputesWithShrinksToo() {
    assertThat(smallest(Gens.masks(90, 70), mask -> assertThat(mask.count()).isLessThan(3)))
        .satisfies(
            mask -> {
              assertThat(mask.count()).isEqualTo(3);
              assertThat(mask.width() * mask.height()).isLessThanOrEqualTo(12);
            });
    assertThat(smallest(Gens.images(40, 40), image -> assertThat(image.width()).isLessThan(9)))
        .satisfies(image -> assertThat(image.width()).isEqualTo(9))
        .satisfies(image -> assertThat(image.rgb()).containsOnly(0));
    assertThat(smallest(Gens.rects(50, 0, 40), r -> assertThat(r.area()).isLessThan(20)))
        .satisfies(r -> assertThat(r.x() == 0 && r.y() == 0).isTrue())
        .satisfies(r -> assertThat(r.area()).isBetween(20L, 24L));
    assertThat(smallest(Gens.downsamples(), d -> assertThat(d).isNull()))
        .isEqualTo(Downsample.NONE);
    assertThat(smallest(Gens.rationals(99), r -> assertThat(r.toDouble()).isLessThan(5)))
        .isEqualTo(Rational.of(5));
    assertThat(smallest(Gens.tileGrids(500, 60), g -> assertThat(g.count()).isLessThan(4)).count())
        .isEqualTo(4);
    PixelRect window = new PixelRect(0, 0, 30, 30);
    assertThat(
            smallest(
                Gens.rings(window, Downsample.of(4), 12),
                ring -> assertThat(ring.size()).isLessThan(4)))
        .satisfies(ring -> assertThat(ring.size()).isEqualTo(4));
  }

  @Test
  void theMessageLeadsBackToTheCase() {
    Gen<Integer> gen = Gen.ints(0, 1_000_000);
    Consumer<Integer> property = k -> assertThat(k).isLessThan(4_711);
    AssertionError error = failure(100, gen, property);
    assertThat(error)
        .hasMessageContaining("planted: does not hold in case ")
        .hasMessageContaining(" of 100, seed ")
        .hasMessageContaining(": 4711\n")
        .hasMessageContaining("-Dtest=PlantedTest -Dwsispark.seed=")
        .hasCauseInstanceOf(AssertionError.class);
    Matcher seed = Pattern.compile("-Dwsispark\\.seed=(-?\\d+)").matcher(error.getMessage());
    assertThat(seed.find()).isTrue();
    Matcher drawn = Pattern.compile("first drawn as: (\\d+)").matcher(error.getMessage());
    assertThat(drawn.find()).isTrue();

    List<Integer> again = new ArrayList<>();
    OptionalLong only = OptionalLong.of(Long.parseLong(seed.group(1)));
    Property.check("any name", 100, gen, again::add, "", only);
    assertThat(again).containsExactly(Integer.parseInt(drawn.group(1)));
  }

  @Test
  void otherExceptionsFailAndSkippedTestsStaySkipped() {
    Gen<Integer> gen = Gen.ints(1, 100);
    assertThat(failure(10, gen, k -> Math.floorDiv(k, k - k)))
        .hasCauseInstanceOf(ArithmeticException.class)
        .hasMessageContaining("/ by zero");
    assertThatThrownBy(
            () ->
                Property.check(
                    "skips",
                    10,
                    gen,
                    k -> {
                      throw new TestAbortedException("SKIP: not here");
                    }))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void aMaskIsShownAsRows() {
    AssertionError error =
        failure(100, Gens.masks(9, 9), mask -> assertThat(mask.count()).isZero());
    assertThat(error).hasMessageContaining("BitMask[1x1]\n#\n");
  }
}
