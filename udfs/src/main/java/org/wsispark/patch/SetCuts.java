package org.wsispark.patch;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to which rank a set takes the patches of each label.
 *
 * @param last the last rank of a label that is taken; a label without one is not taken at all
 */
public record SetCuts(Map<String, Double> last) implements Serializable {

  /** Copies the map. */
  public SetCuts {
    last = new HashMap<>(last);
  }

  boolean holds(RankedCell cell) {
    Double rank = last.get(cell.label());
    return rank != null && cell.rank() <= rank;
  }

  /**
   * The cuts that give each label its quota.
   *
   * @param balance of the set
   * @param there patches of each label that the set has already
   * @param offered ranks of the new patches of each label, in any order; sorted by this
   * @return the cuts
   */
  public static SetCuts of(
      ClassBalance balance, Map<String, Long> there, Map<String, double[]> offered) {
    Map<String, Long> counts = new TreeMap<>();
    offered.forEach((label, ranks) -> counts.put(label, (long) ranks.length));
    Map<String, Double> last = new HashMap<>();
    quotas(balance, there, counts)
        .forEach(
            (label, quota) -> {
              if (quota > 0) {
                double[] ranks = offered.get(label);
                Arrays.sort(ranks);
                last.put(label, ranks[Math.toIntExact(quota - 1)]);
              }
            });
    return new SetCuts(last);
  }

  /**
   * How many new patches of each label a set takes, so that no label has more than the ratio times
   * what the rarest could have. What the set has already stays.
   *
   * @param balance of the set
   * @param there patches of each label that the set has already
   * @param offered new patches of each label
   * @return by the labels of {@code offered}, from 0 to all of them
   */
  public static Map<String, Long> quotas(
      ClassBalance balance, Map<String, Long> there, Map<String, Long> offered) {
    Map<String, Long> all = new TreeMap<>(there);
    offered.forEach((label, patches) -> all.merge(label, patches, Long::sum));
    long rarest =
        all.values().stream().filter(patches -> patches > 0).mapToLong(n -> n).min().orElse(0);
    Map<String, Long> quotas = new TreeMap<>();
    offered.forEach(
        (label, patches) -> {
          long room = balance.most(rarest) - there.getOrDefault(label, 0L);
          quotas.put(label, Math.max(0, Math.min(patches, room)));
        });
    return quotas;
  }
}
