package org.wsispark.patch;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.pixel.Artefact;

/**
 * What a patch must have and must not have to be made.
 *
 * @param minTissueFraction least share of its area that is tissue, 0 to 1, inclusive
 * @param maxFractions largest share of its area that an artefact may cover, 0 to 1, inclusive;
 *     artefacts that are not named do not matter
 */
public record CellLimits(double minTissueFraction, Map<Artefact, Double> maxFractions)
    implements Serializable {

  /**
   * Checks the ranges and leaves out limits that drop nothing.
   *
   * @throws WsiException {@link PatchError#BAD_GRID} when a share is not from 0 to 1
   */
  public CellLimits {
    check("min-tissue-fraction", minTissueFraction);
    Map<Artefact, Double> used = new EnumMap<>(Artefact.class);
    maxFractions.forEach(
        (artefact, share) -> {
          check(key(artefact), share);
          if (share < 1) {
            used.put(artefact, share);
          }
        });
    maxFractions = used;
  }

  /**
   * The name of a limit in options.
   *
   * @param artefact which
   * @return such as {@code max-pen-fraction}
   */
  public static String key(Artefact artefact) {
    return "max-" + artefact.text() + "-fraction";
  }

  static void check(String key, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw WsiException.of(PatchError.BAD_GRID, "%s is %s, not from 0 to 1", key, share)
          .remedy("Correct " + key + " or leave it out to take its default");
    }
  }
}
