package org.wsispark.annotation;

import java.util.Map;

/**
 * A named value that hangs on a layer or a region. On a layer the name often is the class label; on
 * a region of an algorithm's layer the name is the number of an {@link AttributeHeader}.
 *
 * @param name may be empty
 * @param id as in the file, usually a number
 * @param value may be empty
 * @param further other fields of the element, by name
 */
public record NamedAttribute(String name, String id, String value, Map<String, String> further) {

  /** Takes a sorted copy of the map. */
  public NamedAttribute {
    further = Fields.sorted(further);
  }

  /**
   * An attribute without further fields.
   *
   * @param name may be empty
   * @param id usually a number
   * @param value may be empty
   */
  public NamedAttribute(String name, String id, String value) {
    this(name, id, value, Map.of());
  }
}
