package org.wsispark.patch;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wsispark.errors.WsiException;

/**
 * How many patches of each label there may be. Patches without a label are one more class.
 *
 * @param mostPerClass no slide gives more of one label; 0 for any number
 * @param scope within what labels are balanced
 * @param ratio a label has at most so many times the patches of the rarest one that occurs, at
 *     least 1
 */
public record ClassBalance(int mostPerClass, Scope scope, double ratio) implements Serializable {
  /** Labels do not matter. */
  public static final ClassBalance NONE = new ClassBalance(0, Scope.NONE, 1);

  /** Within what labels are balanced. */
  public enum Scope {
    /** Not at all. */
    NONE,
    /** Each slide by itself. */
    SLIDE,
    /** The whole set. */
    SET;

    /**
     * As options write it.
     *
     * @return lower case
     */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The scope of a text.
     *
     * @param text as {@link #text()} gives it
     * @return empty for any other
     */
    public static Optional<Scope> of(String text) {
      return Arrays.stream(values()).filter(scope -> scope.text().equals(text)).findFirst();
    }

    /**
     * All texts.
     *
     * @return in order
     */
    public static List<String> texts() {
      return Arrays.stream(values()).map(Scope::text).toList();
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws WsiException {@link PatchError#BAD_GRID} when one is out of its range
   */
  public ClassBalance {
    if (mostPerClass < 0 || !(ratio >= 1 && ratio <= 1e6)) {
      throw WsiException.of(
              PatchError.BAD_GRID, "max-per-class is %d and balance-ratio %s", mostPerClass, ratio)
          .remedy("Give 0 or more patches per label, and a ratio from 1 to 1000000");
    }
  }

  /**
   * Whether labels have to be known before patches are chosen.
   *
   * @return false when they do not matter
   */
  public boolean usesLabels() {
    return mostPerClass > 0 || scope != Scope.NONE;
  }

  /** The most that a label may have when the rarest has so many. */
  long most(long rarest) {
    double most = Math.floor(rarest * ratio);
    return most >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) most;
  }
}
