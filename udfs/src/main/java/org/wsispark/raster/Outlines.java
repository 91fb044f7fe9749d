package org.wsispark.raster;

import java.util.List;
import org.wsispark.geometry.Ring;

/**
 * The outlines of a mask. Its foreground is the union of the insides of the positive rings minus
 * the union of the insides of the negative rings, each ring's inside by the even-odd rule.
 *
 * @param positive one ring per component: its outer boundary
 * @param negative one ring per hole, keyholed round the islands in it
 */
public record Outlines(List<Ring> positive, List<Ring> negative) {

  /** Takes copies of the lists. */
  public Outlines {
    positive = List.copyOf(positive);
    negative = List.copyOf(negative);
  }
}
