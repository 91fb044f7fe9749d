package org.wsispark.annotation;

import java.util.List;
import java.util.Map;

/**
 * A column of ImageScope's list of regions.
 *
 * @param id 9999 region, 9997 length, 9996 area, 9998 text, others free
 * @param name heading
 * @param columnWidth in screen pixels, or -1
 * @param further other fields of the element, by name
 */
public record AttributeHeader(
    String id, String name, String columnWidth, Map<String, String> further) {

  /** The columns that ImageScope gives a layer drawn by hand. */
  public static final List<AttributeHeader> STANDARD =
      List.of(
          new AttributeHeader("9999", "Region", "-1", Map.of()),
          new AttributeHeader("9997", "Length", "-1", Map.of()),
          new AttributeHeader("9996", "Area", "-1", Map.of()),
          new AttributeHeader("9998", "Text", "-1", Map.of()),
          new AttributeHeader("1", "Description", "-1", Map.of()));

  /** Takes a sorted copy of the map. */
  public AttributeHeader {
    further = Fields.sorted(further);
  }
}
