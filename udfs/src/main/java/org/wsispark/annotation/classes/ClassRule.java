package org.wsispark.annotation.classes;

import java.util.List;
import org.wsispark.annotation.Layer;
import org.wsispark.errors.WsiException;

/**
 * A class and the layers that belong to it.
 *
 * @param name of the class
 * @param color #rrggbb
 * @param match conditions, one of which a layer must meet; none for a slot that is kept free
 */
public record ClassRule(String name, String color, List<LayerMatch> match) {

  /**
   * Takes a copy of the list and checks the values.
   *
   * @throws WsiException {@link ClassesError#BAD_VALUE}
   */
  public ClassRule {
    if (name.isBlank()) {
      throw WsiException.of(ClassesError.BAD_VALUE, "a class without a name").remedy("Give it one");
    }
    rgb(color);
    match = List.copyOf(match);
  }

  static int rgb(String color) {
    if (!color.matches("#[0-9a-fA-F]{6}")) {
      throw WsiException.of(
              ClassesError.BAD_VALUE, "the colour \"%s\" is not of the form #rrggbb", color)
          .remedy("Write red, green and blue in hexadecimal, in quotes");
    }
    return Integer.parseInt(color.substring(1), 16);
  }

  /**
   * The colour as ImageScope has it.
   *
   * @return COLORREF: red + 256 * green + 65536 * blue
   */
  public int lineColor() {
    int rgb = rgb(color);
    return Layer.lineColor(rgb >> 16, rgb >> 8 & 255, rgb & 255);
  }

  boolean takes(Layer layer) {
    return match.stream().anyMatch(condition -> condition.matches(layer));
  }
}
