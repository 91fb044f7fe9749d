package org.wsispark.patch;

import java.util.HashMap;
import java.util.Map;
import org.wsispark.errors.WsiException;

/**
 * Sees every slide that goes into a data set, and refuses the set when a patient, or the bytes of a
 * slide, would be in two splits. Knows nothing of how splits are made.
 */
public final class SplitGuard {
  private final Map<String, Seen> patients = new HashMap<>();
  private final Map<String, Seen> sources = new HashMap<>();
  private final Map<String, Seen> sites = new HashMap<>();

  private record Seen(String split, String slideId) {}

  /**
   * A slide of the set.
   *
   * @param slideId the slide
   * @param patient its patient, or null when unknown
   * @param sourceId which bytes
   * @param split where it goes, or null for none
   * @throws WsiException {@link PatchError#LEAK} when the patient or the bytes are in another split
   *     already
   */
  public void add(String slideId, String patient, String sourceId, String split) {
    if (split == null) {
      return;
    }
    if (patient != null) {
      check(patients, "patient " + patient, patient, slideId, split);
    }
    check(sources, "the same bytes (" + sourceId + ")", sourceId, slideId, split);
  }

  /**
   * The site of a slide of a set whose sites must not be parted.
   *
   * @param slideId the slide
   * @param site where it was made
   * @param split where it goes, or null for none
   * @throws WsiException {@link PatchError#LEAK} when the site is in another split already
   */
  public void addSite(String slideId, String site, String split) {
    if (split != null) {
      check(sites, "site " + site, site, slideId, split);
    }
  }

  private static void check(
      Map<String, Seen> all, String what, String key, String slideId, String split) {
    Seen before = all.putIfAbsent(key, new Seen(split, slideId));
    if (before != null && !before.split().equals(split)) {
      throw WsiException.of(
              PatchError.LEAK,
              "%s would be in two splits: slide %s in %s and slide %s in %s",
              what,
              before.slideId(),
              before.split(),
              slideId,
              split)
          .remedy(
              "Correct the manifest and make a new patch set; a set is never"
                  + " written with a leak");
    }
  }
}
