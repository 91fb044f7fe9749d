package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.errors.WsiException;
import org.wsispark.patch.SetRules.Member;
import org.wsispark.patch.SlideRules.Known;

class SlideRulesTest {
  private static final SlideRules RULES =
      new SlideRules(
          List.of("liver", "colon"),
          List.of("H&E"),
          List.of(),
          true,
          10,
          List.of(LabelShare.parse("viable tumour >= 0.3"), LabelShare.parse("normal>0")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tumour",
        ">= 0.3",
        "tumour 0.3",
        "tumour >= 1.1",
        "tumour > 1",
        "tumour >= x",
        "tumour <= 0.3",
        "tumour >= -0.1"
      })
  void aTextThatIsNoShareIsRefused(String text) {
    assertThatThrownBy(() -> LabelShare.parse(text))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_RULE: \"" + text + "\"")
        .hasMessageContaining("such as \"tumour >= 0.3\"");
  }

  @Test
  void aShareIsMetAtItsLimitUnlessItMustBeMore() {
    LabelShare least = LabelShare.parse("viable tumour >= 0.3");
    assertThat(least).isEqualTo(new LabelShare("viable tumour", 0.3, false));
    assertThat(least.meets(Map.of("viable tumour", 0.3))).isTrue();
    assertThat(least.meets(Map.of("viable tumour", 0.2999))).isFalse();
    assertThat(least.meets(Map.of("tumour", 1.0))).as("another class").isFalse();
    LabelShare some = LabelShare.parse("normal > 0");
    assertThat(some.meets(Map.of("normal", 1e-9))).isTrue();
    assertThat(some.meets(Map.of("normal", 0.0))).isFalse();
    assertThat(some.meets(Map.of())).isFalse();
  }

  @Test
  void whatIsNotKnownDoesNotCount() {
    assertThat(RULES.ofCatalogue(new Known("a", "liver", "H&E", null, true))).isEmpty();
    assertThat(RULES.ofCatalogue(new Known("a", null, "H&E", null, true)))
        .hasValueSatisfying(
            out -> {
              assertThat(out.rule()).isEqualTo("organs");
              assertThat(out.reason())
                  .isEqualTo("its organ is not known, not one of [liver, colon]");
            });
    assertThat(RULES.ofCatalogue(new Known("a", "Liver", "H&E", null, true)))
        .as("another spelling is another organ")
        .hasValueSatisfying(out -> assertThat(out.reason()).startsWith("its organ is Liver, not"));
    assertThat(RULES.ofCatalogue(new Known("a", "colon", "IHC", null, true)))
        .hasValueSatisfying(out -> assertThat(out.rule()).isEqualTo("stains"));
    assertThat(RULES.ofCatalogue(new Known("a", "colon", "H&E", null, false)))
        .hasValueSatisfying(out -> assertThat(out.rule()).isEqualTo("require-annotation"));
  }

  @Test
  void patchesAreCountedBeforeTheirLabels() {
    assertThat(RULES.countPatches()).isTrue();
    Map<String, Double> good = Map.of("viable tumour", 0.31, "normal", 0.01);
    assertThat(RULES.ofPatches("a", 10, good)).isEmpty();
    assertThat(RULES.ofPatches("a", 9, good))
        .hasValueSatisfying(
            out -> assertThat(out.reason()).isEqualTo("it gives 9 patches, not 10"));
    assertThat(RULES.ofPatches("a", 10, Map.of("viable tumour", 0.31)))
        .hasValueSatisfying(
            out -> assertThat(out.reason()).isEqualTo("normal > 0.0 is wanted, but it has 0.000"));
  }

  @Test
  void aSetSaysAllThatItLacks() {
    List<Member> members =
        List.of(
            new Member("liver", "p1", "train"),
            new Member("liver", "p1", "train"),
            new Member(null, "p2", "train"));
    Set<String> splits = Set.of("train", "test");
    new SetRules(3, 0, 0).check(members, List.of(), splits, Map.of("organs", 9L));
    new SetRules(0, 0, 0).check(List.of(), List.of(), splits, Map.of());
    assertThatThrownBy(
            () ->
                new SetRules(4, 2, 2)
                    .check(members, List.of("colon"), splits, Map.of("organs", 9L)))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining(
            "NOT_ELIGIBLE: 3 slides are eligible, at least 4 are wanted (min-slides); 0 slides of"
                + " organ colon, at least 2 are wanted (min-slides-per-organ); 1 slides of organ"
                + " unknown, at least 2 are wanted (min-slides-per-organ); 0 patients in split"
                + " test, at least 2 are wanted (min-patients-per-split); left out were slides by"
                + " {organs=9}");
    assertThatThrownBy(
            () -> new SetRules(0, 0, 0).check(List.of(), List.of(), splits, Map.of("organs", 3L)))
        .hasMessageContaining("0 slides are eligible, at least 1 are wanted");
  }
}
