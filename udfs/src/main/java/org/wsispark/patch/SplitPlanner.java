package org.wsispark.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wsispark.errors.WsiException;

/**
 * Gives every patient of a cohort a split. A patient is in one split only, whatever the rule: what
 * is shared out are patients, or whole sites, never slides or patches. The order of the slides does
 * not matter.
 */
public final class SplitPlanner {
  private final SplitRule rule;
  private final LinkedHashMap<String, Double> shares;
  private final long seed;

  /**
   * One slide of the cohort.
   *
   * @param slideId unique
   * @param patient its patient; a slide of unknown patient stands for a patient of its own
   * @param stratum what each split should have alike, such as {@code liver/H&E}
   * @param site where it was made; used by {@link SplitRule#SITE} only
   */
  public record Subject(String slideId, String patient, String stratum, String site) {}

  /**
   * A planner.
   *
   * @param rule how
   * @param shares of each split, in order; they are scaled to sum to 1
   * @param seed another seed gives another split
   * @throws WsiException {@link PatchError#BAD_SPLIT} when a share is negative or all are 0
   */
  public SplitPlanner(SplitRule rule, Map<String, Double> shares, long seed) {
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!(sum > 0) || shares.values().stream().anyMatch(share -> !(share >= 0))) {
      throw WsiException.of(PatchError.BAD_SPLIT, "the shares of the splits are %s", shares)
          .remedy("Give shares of 0 or more, one of them above 0");
    }
    this.rule = rule;
    this.shares = new LinkedHashMap<>();
    shares.forEach((name, share) -> this.shares.put(name, share / sum));
    this.seed = seed;
  }

  /**
   * Shares out.
   *
   * @param cohort all slides, also those that were shared out before
   * @param already splits that patients have and keep
   * @return the split of each patient; empty with {@link SplitRule#NONE}
   */
  public Map<String, String> plan(List<Subject> cohort, Map<String, String> already) {
    Map<String, String> splits = new TreeMap<>();
    if (rule == SplitRule.NONE) {
      return splits;
    }
    splits.putAll(already);
    Tally tally = new Tally();
    for (List<List<String>> groups : strata(cohort).values()) {
      share(groups, splits, tally);
    }
    return splits;
  }

  /** By stratum, groups of patients that stay together. */
  private Map<String, List<List<String>>> strata(List<Subject> cohort) {
    Map<String, TreeSet<String>> stratumOf = new TreeMap<>();
    Map<String, TreeSet<String>> sitesOf = new TreeMap<>();
    for (Subject slide : cohort) {
      stratumOf.computeIfAbsent(slide.patient(), p -> new TreeSet<>()).add(slide.stratum());
      sitesOf.computeIfAbsent(slide.patient(), p -> new TreeSet<>()).add(slide.site());
    }
    Map<String, List<List<String>>> strata = new TreeMap<>();
    if (rule == SplitRule.SITE) {
      strata.put("", sites(sitesOf));
      return strata;
    }
    stratumOf.forEach(
        (patient, names) ->
            strata
                .computeIfAbsent(
                    rule == SplitRule.STRATIFIED ? String.join("+", names) : "",
                    name -> new ArrayList<>())
                .add(List.of(patient)));
    return strata;
  }

  /** A patient of two sites ties them together. */
  private static List<List<String>> sites(Map<String, TreeSet<String>> sitesOf) {
    Map<String, String> root = new HashMap<>();
    sitesOf.values().forEach(sites -> sites.forEach(site -> root.put(site, site)));
    sitesOf
        .values()
        .forEach(
            sites -> sites.forEach(site -> root.put(find(root, site), find(root, sites.first()))));
    Map<String, List<String>> groups = new TreeMap<>();
    sitesOf.forEach(
        (patient, sites) ->
            groups
                .computeIfAbsent(find(root, sites.first()), site -> new ArrayList<>())
                .add(patient));
    return new ArrayList<>(groups.values());
  }

  private static String find(Map<String, String> root, String site) {
    String at = site;
    while (!root.get(at).equals(at)) {
      at = root.get(at);
    }
    return at;
  }

  private void share(List<List<String>> groups, Map<String, String> splits, Tally tally) {
    List<List<String>> ordered = new ArrayList<>(groups);
    ordered.sort(
        Comparator.comparingInt((List<String> group) -> -group.size())
            .thenComparingDouble(group -> UnitHash.of(seed, group.get(0)))
            .thenComparing(group -> group.get(0)));
    for (List<String> group : ordered) {
      String split = fixed(group, splits);
      tally.total += group.size();
      if (split == null) {
        split = rule == SplitRule.HASH ? byHash(group.get(0)) : lacking(tally);
      }
      tally.placed.merge(split, (double) group.size(), Double::sum);
      for (String patient : group) {
        splits.putIfAbsent(patient, split);
      }
    }
  }

  /** Goes on from stratum to stratum, so that small ones do not all fill the first split. */
  private static final class Tally {
    private final Map<String, Double> placed = new HashMap<>();
    private double total;
  }

  private static String fixed(List<String> group, Map<String, String> splits) {
    return group.stream().map(splits::get).filter(split -> split != null).findFirst().orElse(null);
  }

  private String byHash(String patient) {
    double at = UnitHash.of(seed, patient);
    double end = 0;
    String last = null;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      end += share.getValue();
      if (share.getValue() > 0) {
        last = share.getKey();
        if (at < end) {
          return last;
        }
      }
    }
    return last;
  }

  /** The split that is furthest below its share; the first of several. */
  private String lacking(Tally tally) {
    String best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      double lack = share.getValue() * tally.total - tally.placed.getOrDefault(share.getKey(), 0.0);
      if (share.getValue() > 0 && lack > most + 1e-9) {
        best = share.getKey();
        most = lack;
      }
    }
    return best;
  }
}
