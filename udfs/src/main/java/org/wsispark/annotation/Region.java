package org.wsispark.annotation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.geometry.Ring;

/**
 * One drawn shape of a layer.
 *
 * @param id as in the file; unique within its layer at best, so the position in the layer names a
 *     region
 * @param typeCode what {@link RegionType} makes of it, or a code it does not know
 * @param negative whether its area is taken out of the layer (NegativeROA)
 * @param vertices as listed, in level-0 pixels; may lie outside the slide
 * @param text free text of the pathologist, usually empty
 * @param fields all other fields of the file, verbatim; those that ImageScope always writes are
 *     present, with its default where the file had none. Length, Area and their twins in microns
 *     are present only where the file's value is not what {@link RegionMeasures} computes
 * @param attributes named values of the region
 * @param vertexFields fields of single vertices other than X, Y and Z="0", by position
 * @param foreign elements without meaning here
 */
public record Region(
    String id,
    int typeCode,
    boolean negative,
    Ring vertices,
    String text,
    Map<String, String> fields,
    List<NamedAttribute> attributes,
    SortedMap<Integer, Map<String, String>> vertexFields,
    List<ForeignElement> foreign) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "Zoom", "1.000000",
          "Selected", "0",
          "ImageLocation", "",
          "ImageFocus", "-1",
          "InputRegionId", "0",
          "Analyze", "1");

  private static final List<String> MEASURES =
      List.of("Length", "Area", "LengthMicrons", "AreaMicrons");

  /** Takes copies of the collections and completes the fields. */
  public Region {
    TreeMap<String, String> all = new TreeMap<>(fields);
    all.putIfAbsent("DisplayId", id);
    DEFAULTS.forEach(all::putIfAbsent);
    fields = Collections.unmodifiableMap(all);
    attributes = List.copyOf(attributes);
    vertexFields = Collections.unmodifiableSortedMap(new TreeMap<>(vertexFields));
    foreign = List.copyOf(foreign);
  }

  /**
   * A region that no file had yet.
   *
   * @param id unique within its layer, from 1
   * @param type of the shape, not {@link RegionType#UNKNOWN}
   * @param negative whether its area is taken out of the layer
   * @param vertices in level-0 pixels
   * @param text free text, may be empty
   * @return the region with ImageScope's defaults
   */
  public static Region drawn(
      int id, RegionType type, boolean negative, Ring vertices, String text) {
    return new Region(
        Integer.toString(id),
        type.code(),
        negative,
        vertices,
        text,
        Map.of(),
        List.of(),
        new TreeMap<>(),
        List.of());
  }

  /**
   * The shape.
   *
   * @return {@link RegionType#UNKNOWN} for a code without meaning here
   */
  public RegionType type() {
    return RegionType.of(typeCode);
  }

  /**
   * The same region with another outline. What the file said about length, area and single vertices
   * is dropped, for it no longer holds.
   *
   * @param outline in level-0 pixels
   * @return a copy
   */
  public Region withVertices(Ring outline) {
    TreeMap<String, String> kept = new TreeMap<>(fields);
    MEASURES.forEach(kept::remove);
    return new Region(
        id, typeCode, negative, outline, text, kept, attributes, new TreeMap<>(), foreign);
  }

  /**
   * The same region with the other or the same sign.
   *
   * @param takenOut whether its area is taken out of the layer
   * @return a copy
   */
  public Region withNegative(boolean takenOut) {
    return new Region(
        id, typeCode, takenOut, vertices, text, fields, attributes, vertexFields, foreign);
  }
}
