package org.wsispark.jobs.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What samples say: the speed of each contestant, and how many times as fast each own one is as
 * each peer. A ratio is taken within each round, where both ran one after the other on the same
 * machine in the same mood, and only then is its spread over the rounds.
 */
final class Comparison {
  private final Workload workload;
  private final List<Sample> samples;

  Comparison(Workload workload, Collection<Sample> samples) {
    this.workload = workload;
    this.samples = List.copyOf(samples);
  }

  List<ComparisonLine> lines() {
    Set<Integer> counts = new LinkedHashSet<>(workload.slides().counts());
    List<ComparisonLine> lines = new ArrayList<>();
    counts.forEach(count -> lines.addAll(lines(count, count(count))));
    if (counts.size() > 1) {
      lines.addAll(lines(0, furtherSlides()));
    }
    return lines;
  }

  private Map<String, Map<Integer, Sample>> count(int slides) {
    Map<String, Map<Integer, Sample>> byName = new LinkedHashMap<>();
    for (Sample sample : samples) {
      if (sample.slides() == slides) {
        byName
            .computeIfAbsent(sample.contestant(), name -> new TreeMap<>())
            .put(sample.round(), sample);
      }
    }
    return byName;
  }

  /** The difference of the greatest and the least count: what start-up costs falls out of it. */
  private Map<String, Map<Integer, Sample>> furtherSlides() {
    int least = workload.slides().counts().stream().min(Integer::compare).orElseThrow();
    int most = workload.slides().most();
    Map<String, Map<Integer, Sample>> small = count(least);
    Map<String, Map<Integer, Sample>> further = new LinkedHashMap<>();
    count(most)
        .forEach(
            (name, rounds) ->
                rounds.forEach(
                    (round, large) -> {
                      Sample few = small.getOrDefault(name, Map.of()).get(round);
                      // Noise can make more slides take less time; such a round says nothing.
                      if (few != null && large.seconds() > few.seconds()) {
                        further
                            .computeIfAbsent(name, key -> new TreeMap<>())
                            .put(round, minus(large, few));
                      }
                    }));
    return further;
  }

  private static Sample minus(Sample large, Sample few) {
    Double cpu =
        large.cpuSeconds() == null || few.cpuSeconds() == null
            ? null
            : Double.valueOf(large.cpuSeconds() - few.cpuSeconds());
    return new Sample(
        large.contestant(),
        0,
        large.round(),
        large.units() - few.units(),
        large.seconds() - few.seconds(),
        cpu);
  }

  private List<ComparisonLine> lines(int slides, Map<String, Map<Integer, Sample>> byName) {
    List<ComparisonLine> lines = new ArrayList<>();
    for (Contestant contestant : workload.contestants()) {
      Map<Integer, Sample> mine = byName.getOrDefault(contestant.name(), Map.of());
      if (mine.isEmpty()) {
        continue;
      }
      Map<String, Spread> wall = new LinkedHashMap<>();
      Map<String, Spread> cpu = new LinkedHashMap<>();
      if (contestant.own()) {
        for (Contestant peer : workload.peers()) {
          Map<Integer, Sample> theirs = byName.getOrDefault(peer.name(), Map.of());
          put(wall, peer.name(), ratios(mine, theirs, Sample::perSecond));
          put(cpu, peer.name(), ratios(mine, theirs, Sample::perCpuSecond));
        }
      }
      List<Double> speeds = mine.values().stream().map(Sample::perSecond).toList();
      lines.add(new ComparisonLine(contestant.name(), slides, Spread.of(speeds), wall, cpu));
    }
    return lines;
  }

  private static void put(Map<String, Spread> ratios, String peer, List<Double> values) {
    if (!values.isEmpty()) {
      ratios.put(peer, Spread.of(values));
    }
  }

  private static List<Double> ratios(
      Map<Integer, Sample> mine, Map<Integer, Sample> theirs, Function<Sample, Double> speed) {
    return mine.values().stream()
        .map(
            sample -> {
              Sample other = theirs.get(sample.round());
              Double own = speed.apply(sample);
              Double foreign = other == null ? null : speed.apply(other);
              return own == null || foreign == null ? null : Double.valueOf(own / foreign);
            })
        .filter(Objects::nonNull)
        .toList();
  }
}
