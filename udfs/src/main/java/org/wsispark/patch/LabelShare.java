package org.wsispark.patch;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wsispark.errors.WsiException;

/**
 * How much of a slide's patches a class must cover, written {@code tumour >= 0.3} or {@code normal
 * > 0}.
 *
 * @param label name of the class
 * @param least share of the area of the slide's patches, 0 to 1
 * @param more whether the share must be larger than that, not only as large
 */
public record LabelShare(String label, double least, boolean more) implements Serializable {
  private static final Pattern TEXT =
      Pattern.compile("\\s*(\\S.*?)\\s*(>=?)\\s*(\\d+(?:\\.\\d+)?)\\s*");

  /**
   * Reads one.
   *
   * @param text a name, {@code >=} or {@code >}, and a share
   * @return the rule
   * @throws WsiException {@link PatchError#BAD_RULE} when it is none, or no slide could meet it
   */
  public static LabelShare parse(String text) {
    Matcher parts = TEXT.matcher(text);
    double least = parts.matches() ? Double.parseDouble(parts.group(3)) : 2;
    boolean more = parts.matches() && parts.group(2).equals(">");
    if (!parts.matches() || least > 1 || (more && least == 1)) {
      throw WsiException.of(PatchError.BAD_RULE, "\"%s\" is no rule of a label's share", text)
          .remedy("Write a class, >= or >, and a share from 0 to 1, such as \"tumour >= 0.3\"");
    }
    return new LabelShare(parts.group(1), least, more);
  }

  /**
   * Whether a slide meets it; a class that the slide does not know covers nothing.
   *
   * @param shares of the area of the slide's patches by class
   * @return the answer
   */
  public boolean meets(Map<String, Double> shares) {
    double share = share(shares);
    return more ? share > least : share >= least;
  }

  /**
   * What the slide has of the class.
   *
   * @param shares of the area of the slide's patches by class
   * @return 0 to 1
   */
  public double share(Map<String, Double> shares) {
    return shares.getOrDefault(label, 0.0);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s %s", label, more ? ">" : ">=", least);
  }
}
