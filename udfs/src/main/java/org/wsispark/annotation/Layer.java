package org.wsispark.annotation;

import java.util.List;
import java.util.Map;

/**
 * A layer: regions of one class. Its area is the union of its positive regions minus the union of
 * its negative regions.
 *
 * @param id as in the file: 1..n in files made at a desk, database numbers in those from a server
 * @param name usually empty; see {@link #className()}
 * @param type 4 drawn by a user, 3 put out by an algorithm
 * @param lineColor Win32 COLORREF: red + 256 * green + 65536 * blue
 * @param fields all other fields of the file, verbatim; those that ImageScope always writes are
 *     present, with its default where the file had none
 * @param attributes named values of the layer
 * @param headers columns of the list of regions; may be empty
 * @param regions in the file's order
 * @param foreign elements without meaning here
 */
public record Layer(
    String id,
    String name,
    int type,
    int lineColor,
    Map<String, String> fields,
    List<NamedAttribute> attributes,
    List<AttributeHeader> headers,
    List<Region> regions,
    List<ForeignElement> foreign) {

  /** Type of a layer drawn by a user. */
  public static final int USER = 4;

  /** Type of a layer put out by an algorithm. */
  public static final int ALGORITHM = 3;

  /** COLORREF of ImageScope's first layer: green. */
  public static final int GREEN = 0x00FF00;

  private static final String DESCRIPTION = "Description";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "ReadOnly", "0",
          "NameReadOnly", "0",
          "LineColorReadOnly", "0",
          "Incremental", "0",
          "Visible", "1",
          "Selected", "0",
          "MarkupImagePath", "",
          "MacroName", "");

  /** Takes copies of the collections and completes the fields. */
  public Layer {
    fields = Fields.complete(fields, DEFAULTS);
    attributes = List.copyOf(attributes);
    headers = List.copyOf(headers);
    regions = List.copyOf(regions);
    foreign = List.copyOf(foreign);
  }

  /**
   * A layer that no file had yet, in the form that ImageScope gives one drawn by a user.
   *
   * @param id unique in its document, from 1
   * @param className name of the layer
   * @param lineColor Win32 COLORREF, see {@link #lineColor(int, int, int)}
   * @param regions in order
   * @return the layer with ImageScope's defaults
   */
  public static Layer drawn(int id, String className, int lineColor, List<Region> regions) {
    return new Layer(
        Integer.toString(id),
        className,
        USER,
        lineColor,
        Map.of(),
        List.of(new NamedAttribute(DESCRIPTION, "0", "")),
        AttributeHeader.STANDARD,
        regions,
        List.of());
  }

  /**
   * The COLORREF of a colour.
   *
   * @param red 0 to 255
   * @param green 0 to 255
   * @param blue 0 to 255
   * @return red + 256 * green + 65536 * blue
   */
  public static int lineColor(int red, int green, int blue) {
    return (red & 255) | ((green & 255) << 8) | ((blue & 255) << 16);
  }

  /**
   * The line's colour as other programs write it.
   *
   * @return 65536 * red + 256 * green + blue
   */
  public int rgb() {
    return ((lineColor & 255) << 16) | (lineColor & 0xFF00) | ((lineColor >>> 16) & 255);
  }

  /**
   * The class label. ImageScope users rarely name a layer, so this is the first that is not blank
   * of: the layer's name; the macro's name of an algorithm's layer; the name of the layer's first
   * attribute other than "Description" (of a layer drawn by a user); "Layer" and the id.
   *
   * @return never blank
   */
  public String className() {
    if (!name.isBlank()) {
      return name;
    }
    String macro = fields.getOrDefault("MacroName", "");
    if (!macro.isBlank()) {
      return macro;
    }
    return attributes.stream()
        .limit(type == ALGORITHM ? 0 : Long.MAX_VALUE)
        .map(NamedAttribute::name)
        .filter(label -> !label.isBlank() && !label.equals(DESCRIPTION))
        .findFirst()
        .orElse("Layer " + id);
  }

  /**
   * The same layer with other regions.
   *
   * @param others in order
   * @return a copy
   */
  public Layer withRegions(List<Region> others) {
    return new Layer(id, name, type, lineColor, fields, attributes, headers, others, foreign);
  }
}
