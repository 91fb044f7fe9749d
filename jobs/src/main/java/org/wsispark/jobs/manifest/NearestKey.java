package org.wsispark.jobs.manifest;

import java.util.Comparator;
import java.util.TreeSet;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.options.EditDistance;

/** Says which key was probably meant. */
final class NearestKey {
  private NearestKey() {}

  /** The failure for a key that no manifest has; its place is still to be added. */
  static WsiException unknown(String key) {
    if (key.startsWith(ManifestRow.FIELDS)) {
      return WsiException.of(ManifestError.UNKNOWN_KEY, "%s names no field", key)
          .remedy(
              "A field's name is a letter, then up to 63 letters, digits, underscores, hyphens");
    }
    TreeSet<String> known = new TreeSet<>(ManifestRow.KEYS);
    // Half of the people write "path" for "source.path": the last part alone counts as well.
    String nearest =
        known.stream()
            .min(
                Comparator.comparingInt(
                    (String name) ->
                        Math.min(
                            EditDistance.between(name, key),
                            EditDistance.between(name.substring(name.indexOf('.') + 1), key))))
            .orElseThrow();
    return WsiException.of(ManifestError.UNKNOWN_KEY, "there is no key %s", key)
        .remedy(
            "Did you mean "
                + nearest
                + "? Keys: "
                + String.join(", ", known)
                + "; anything else goes under fields.");
  }
}
