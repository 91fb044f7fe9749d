package org.wsispark.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wsispark.errors.WsiException;

/**
 * What a data set must have as a whole. A set that has less is refused before a row of it is made.
 *
 * @param minSlides fewest slides
 * @param minSlidesPerOrgan fewest slides of each organ that is wanted or there
 * @param minPatientsPerSplit fewest patients in each split
 */
public record SetRules(int minSlides, int minSlidesPerOrgan, int minPatientsPerSplit) {

  /**
   * A slide of the set.
   *
   * @param organ or null
   * @param patient what stands for its patient
   * @param split or null for none
   */
  public record Member(String organ, String patient, String split) {}

  /**
   * Checks the set; says all that it lacks.
   *
   * @param members its slides
   * @param organs that must be there, besides those of the members
   * @param splits that must be there
   * @param leftOut how many slides were left out by which option
   * @throws WsiException {@link PatchError#NOT_ELIGIBLE} when it lacks something, or all its slides
   *     were left out
   */
  public void check(
      List<Member> members, List<String> organs, Set<String> splits, Map<String, Long> leftOut) {
    List<String> lacks = new ArrayList<>();
    if (members.size() < minSlides || (members.isEmpty() && !leftOut.isEmpty())) {
      lacks.add(
          "%d slides are eligible, at least %d are wanted (min-slides)"
              .formatted(members.size(), Math.max(1, minSlides)));
    }
    if (minSlidesPerOrgan > 0) {
      Map<String, Integer> slides = new TreeMap<>();
      organs.forEach(organ -> slides.put(organ, 0));
      members.forEach(member -> slides.merge(known(member.organ()), 1, Integer::sum));
      slides.forEach(
          (organ, count) -> {
            if (count < minSlidesPerOrgan) {
              lacks.add(
                  "%d slides of organ %s, at least %d are wanted (min-slides-per-organ)"
                      .formatted(count, organ, minSlidesPerOrgan));
            }
          });
    }
    if (minPatientsPerSplit > 0) {
      Map<String, Set<String>> patients = new TreeMap<>();
      splits.forEach(split -> patients.put(split, new TreeSet<>()));
      members.stream()
          .filter(member -> member.split() != null)
          .forEach(
              member ->
                  patients
                      .computeIfAbsent(member.split(), split -> new TreeSet<>())
                      .add(member.patient()));
      patients.forEach(
          (split, all) -> {
            if (all.size() < minPatientsPerSplit) {
              lacks.add(
                  "%d patients in split %s, at least %d are wanted (min-patients-per-split)"
                      .formatted(all.size(), split, minPatientsPerSplit));
            }
          });
    }
    if (!lacks.isEmpty()) {
      throw WsiException.of(
              PatchError.NOT_ELIGIBLE,
              "%s%s",
              String.join("; ", lacks),
              leftOut.isEmpty() ? "" : "; left out were slides by " + leftOut)
          .remedy("Ingest what is missing, tell the catalogue what it does not know, or ask less");
    }
  }

  private static String known(String organ) {
    return organ == null ? "unknown" : organ;
  }
}
