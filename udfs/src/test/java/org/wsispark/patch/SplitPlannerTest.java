package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.wsispark.errors.WsiException;
import org.wsispark.patch.SplitPlanner.Subject;

class SplitPlannerTest {
  private static final Map<String, Double> SHARES = shares(0.8, 0.1, 0.1);

  private static Map<String, Double> shares(double train, double validation, double test) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("train", train);
    shares.put("validation", validation);
    shares.put("test", test);
    return shares;
  }

  /** 50 slides of some 20 patients of 6 sites; a few patients have slides of two organs. */
  private static List<Subject> cohort(int slides, int patients, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] organs = {"liver", "colon", "breast"};
    List<Subject> all = new ArrayList<>();
    for (int k = 0; k < slides; k++) {
      int patient = random.nextInt(patients);
      int organ = random.nextInt(10) == 0 ? random.nextInt(3) : patient % 3;
      all.add(new Subject("s" + k, "p" + patient, organs[organ], "site" + patient % 6));
    }
    return all;
  }

  /** Patients with slides in more than one split, told slide by slide. */
  private static Set<String> leaks(List<Subject> cohort, Map<String, String> splitOf) {
    Map<String, Set<String>> splits = new HashMap<>();
    for (Subject slide : cohort) {
      assertThat(splitOf).as("every patient has a split").containsKey(slide.patient());
      splits
          .computeIfAbsent(slide.patient(), p -> new HashSet<>())
          .add(splitOf.get(slide.patient()));
    }
    splits.values().removeIf(of -> of.size() == 1);
    return splits.keySet();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void fiftySlidesLeakNothingWhateverTheirOrderAndTheSetStaysAsItGrows(SplitRule rule) {
    for (long seed = 1; seed <= 200; seed++) {
      List<Subject> cohort = cohort(50, 20, seed);
      SplitPlanner planner = new SplitPlanner(rule, SHARES, seed);
      Map<String, String> splits = planner.plan(cohort, Map.of());
      assertThat(leaks(cohort, splits)).as("%s, seed %d", rule, seed).isEmpty();
      SplitGuard guard = new SplitGuard();
      cohort.forEach(
          s -> guard.add(s.slideId(), s.patient(), s.slideId(), splits.get(s.patient())));
      List<Subject> shuffled = new ArrayList<>(cohort);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(planner.plan(shuffled, Map.of())).as("order, seed %d", seed).isEqualTo(splits);

      List<Subject> larger = new ArrayList<>(cohort);
      larger.addAll(
          cohort(30, 40, seed + 1_000).stream()
              .map(s -> new Subject("n" + s.slideId(), s.patient(), s.stratum(), s.site()))
              .toList());
      Map<String, String> grown = planner.plan(larger, splits);
      assertThat(grown).as("patients keep their split, seed %d", seed).containsAllEntriesOf(splits);
      assertThat(leaks(larger, grown)).as("grown, seed %d", seed).isEmpty();
      assertThat(grown.size()).isGreaterThan(splits.size());
    }
  }

  @Test
  void aPatientInTwoSplitsIsRefusedWithBothSlides() {
    SplitGuard guard = new SplitGuard();
    guard.add("a", "p1", "x1", "train");
    guard.add("b", "p1", "x2", "train");
    guard.add("c", null, "x3", "test");
    guard.add("d", "p1", "x4", null);
    assertThatThrownBy(() -> guard.add("e", "p1", "x5", "test"))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining(
            "LEAK: patient p1 would be in two splits: slide a in train and slide e in test");
    assertThatThrownBy(() -> guard.add("f", "p2", "x3", "train"))
        .as("one file under two names")
        .hasMessageContaining("the same bytes (x3) would be in two splits: slide c in test");
  }

  @Test
  void hashSharesOutByTheHashAloneAndCloseToTheShares() {
    List<Subject> many = new ArrayList<>();
    for (int k = 0; k < 4_000; k++) {
      many.add(new Subject("s" + k, "patient-" + k, "", ""));
    }
    SplitPlanner planner = new SplitPlanner(SplitRule.HASH, SHARES, 7);
    Map<String, String> splits = planner.plan(many, Map.of());
    assertThat(share(splits, "train")).isCloseTo(0.8, within(0.02));
    assertThat(share(splits, "test")).isCloseTo(0.1, within(0.02));
    assertThat(planner.plan(many.subList(100, 101), Map.of()))
        .as("alone as in the crowd")
        .containsExactly(Map.entry("patient-100", splits.get("patient-100")));
    assertThat(new SplitPlanner(SplitRule.HASH, SHARES, 8).plan(many, Map.of()))
        .isNotEqualTo(splits);
    // By Python: int.from_bytes(hashlib.sha256(b"7:patient-100").digest()[:8], "big") >> 11.
    assertThat(UnitHash.of(7, "patient-100")).isEqualTo(8888609813987734L * 0x1p-53);
  }

  private static double share(Map<String, String> splits, String name) {
    return (double) Collections.frequency(splits.values(), name) / splits.size();
  }

  @Test
  void strataHaveTheSharesEach() {
    List<Subject> cohort = new ArrayList<>();
    for (int k = 0; k < 300; k++) {
      String stratum = k < 200 ? "liver" : k < 290 ? "colon" : "rare";
      cohort.add(new Subject("s" + k, "p" + k, stratum, ""));
    }
    Map<String, String> splits =
        new SplitPlanner(SplitRule.STRATIFIED, SHARES, 3).plan(cohort, Map.of());
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (Subject slide : cohort) {
      counts
          .computeIfAbsent(slide.stratum(), s -> new TreeMap<>())
          .merge(splits.get(slide.patient()), 1, Integer::sum);
    }
    assertThat(counts.get("liver").get("train")).isBetween(159, 161);
    assertThat(counts.get("liver").get("test")).isBetween(19, 21);
    assertThat(counts.get("colon").get("train")).isBetween(71, 73);
    assertThat(counts.get("rare")).as("one of each even of ten").hasSize(3);
  }

  @Test
  void sitesStayWholeAndFoldsAreEqual() {
    List<Subject> cohort = cohort(400, 120, 5);
    Map<String, String> splits =
        new SplitPlanner(SplitRule.SITE, shares(0.5, 0.25, 0.25), 1).plan(cohort, Map.of());
    Map<String, Set<String>> ofSite = new TreeMap<>();
    cohort.forEach(
        slide ->
            ofSite
                .computeIfAbsent(slide.site(), s -> new HashSet<>())
                .add(splits.get(slide.patient())));
    assertThat(ofSite).hasSize(6).allSatisfy((site, of) -> assertThat(of).hasSize(1));
    assertThat(new HashSet<>(splits.values())).hasSize(3);
    assertThat(share(splits, "train")).isCloseTo(0.5, within(0.05));

    Map<String, Double> folds = new LinkedHashMap<>();
    for (int k = 0; k < 5; k++) {
      folds.put("fold-" + k, 1.0);
    }
    Map<String, String> five =
        new SplitPlanner(SplitRule.STRATIFIED, folds, 2).plan(cohort, Map.of());
    for (String fold : folds.keySet()) {
      assertThat(share(five, fold)).as(fold).isCloseTo(0.2, within(0.02));
    }
  }

  @Test
  void noneGivesNoneAndBadSharesAreRefused() {
    assertThat(new SplitPlanner(SplitRule.NONE, SHARES, 1).plan(cohort(5, 3, 1), Map.of()))
        .isEmpty();
    assertThatThrownBy(() -> new SplitPlanner(SplitRule.HASH, shares(0, 0, 0), 1))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_SPLIT");
    assertThatThrownBy(() -> new SplitPlanner(SplitRule.HASH, shares(1, -0.1, 0), 1))
        .hasMessageContaining("BAD_SPLIT: the shares of the splits are");
  }
}
