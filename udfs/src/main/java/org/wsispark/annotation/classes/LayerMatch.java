package org.wsispark.annotation.classes;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.wsispark.annotation.Layer;
import org.wsispark.errors.WsiException;

/**
 * A condition on a layer; every part that is given must hold.
 *
 * @param id the layer's Id, exactly
 * @param name the layer's class name ({@link Layer#className()}), whatever its case
 * @param attribute name or value of an attribute of the layer, whatever its case
 * @param color the line's colour as #rrggbb
 */
public record LayerMatch(
    Optional<String> id,
    Optional<String> name,
    Optional<String> attribute,
    Optional<String> color) {

  /**
   * Checks that there is a condition.
   *
   * @throws WsiException {@link ClassesError#BAD_VALUE} when no part is given or the colour is none
   */
  public LayerMatch {
    if (Stream.of(id, name, attribute, color).allMatch(Optional::isEmpty)) {
      throw WsiException.of(
              ClassesError.BAD_VALUE, "a match without any condition takes every layer")
          .remedy("Give id, name, attribute or color");
    }
    color.ifPresent(ClassRule::rgb);
  }

  /**
   * Whether a layer meets the condition.
   *
   * @param layer any
   * @return true when every part that is given holds
   */
  public boolean matches(Layer layer) {
    return id.map(layer.id()::equals).orElse(true)
        && name.map(wanted -> same(wanted, layer.className())).orElse(true)
        && attribute.map(wanted -> hasAttribute(layer, wanted)).orElse(true)
        && color.map(wanted -> ClassRule.rgb(wanted) == layer.rgb()).orElse(true);
  }

  private static boolean hasAttribute(Layer layer, String wanted) {
    return layer.attributes().stream()
        .anyMatch(value -> same(wanted, value.name()) || same(wanted, value.value()));
  }

  private static boolean same(String a, String b) {
    return a.strip().toLowerCase(Locale.ROOT).equals(b.strip().toLowerCase(Locale.ROOT));
  }
}
