package org.wsispark.jobs.manifest;

import java.util.List;
import java.util.stream.Collectors;
import org.wsispark.errors.WsiException;

/** Several things that are wrong with one manifest, said at once. */
final class Faults {
  /** More are counted only: a wrong manifest of a large cohort would print as many lines. */
  private static final int SHOWN = 50;

  private Faults() {}

  /**
   * One failure of them all.
   *
   * @param faults at least one
   * @param of what they are wrong with
   */
  static WsiException asOne(List<WsiException> faults, String of) {
    if (faults.size() == 1) {
      return faults.get(0);
    }
    String more = faults.size() > SHOWN ? "; and %d more".formatted(faults.size() - SHOWN) : "";
    return WsiException.of(
            ManifestError.BAD_MANIFEST,
            "%d things are wrong with %s: %s%s",
            faults.size(),
            of,
            faults.stream().limit(SHOWN).map(Faults::line).collect(Collectors.joining("; ")),
            more)
        .remedy("Mend them all, then run it again; docs/manifests.md lists the keys");
  }

  private static String line(WsiException fault) {
    String place = fault.place().map(at -> at + ": ").orElse("");
    String remedy = fault.remedy().orElse("");
    int question = remedy.indexOf('?');
    return place
        + fault.problem()
        + (question < 0 ? "" : " (" + remedy.substring(0, question + 1) + ")");
  }
}
