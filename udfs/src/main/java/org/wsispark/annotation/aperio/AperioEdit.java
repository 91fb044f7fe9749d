package org.wsispark.annotation.aperio;

import java.util.Set;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;

/**
 * One change of an {@link AperioDocument}. Layers, regions and vertices are named by their position
 * in the document before any edit of the same call, from 0, since Ids repeat in real files.
 */
public sealed interface AperioEdit {

  /**
   * Moves one vertex. The region's Length, Area, LengthMicrons and AreaMicrons are written anew
   * where it has them; the twins in microns are taken out where the document has no resolution.
   *
   * @param layer position, from 0
   * @param region position in its layer, from 0
   * @param vertex position in its region, from 0
   * @param xMicroPx 10<sup>-6</sup> level-0 px
   * @param yMicroPx 10<sup>-6</sup> level-0 px
   */
  record MoveVertex(int layer, int region, int vertex, long xMicroPx, long yMicroPx)
      implements AperioEdit {}

  /**
   * Takes a region out, with the white space before it. Regions behind it that have no Id, and so
   * are named by their position, get the Id that they had.
   *
   * @param layer position, from 0
   * @param region position in its layer, from 0
   */
  record DeleteRegion(int layer, int region) implements AperioEdit {}

  /**
   * Adds a region behind the last of its layer, in ImageScope's full form and the document's
   * layout.
   *
   * @param layer position, from 0
   * @param region what to add; its id is written as it is
   */
  record AddRegion(int layer, Region region) implements AperioEdit {}

  /**
   * Adds a layer behind the last.
   *
   * @param layer what to add; its id is written as it is
   */
  record AddLayer(Layer layer) implements AperioEdit {}

  /**
   * Sets one attribute of a layer; {@code Name} renames it.
   *
   * @param layer position, from 0
   * @param name of the attribute: any but Id, Type and LineColor, which other things hang on
   * @param value any text
   */
  record SetLayerField(int layer, String name, String value) implements AperioEdit {
    private static final Set<String> FIXED = Set.of("Id", "Type", "LineColor");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException for a name that cannot be set
     */
    public SetLayerField {
      XmlText.requireName(name);
      if (FIXED.contains(name)) {
        throw new IllegalArgumentException("a layer's " + name + " is not set by an edit");
      }
    }
  }

  /**
   * Sets one attribute of a region, for example {@code Text}, or {@code NegativeROA} to "0" or "1".
   *
   * @param layer position, from 0
   * @param region position in its layer, from 0
   * @param name of the attribute: any but Id, Type and the measures, which follow from the shape
   * @param value any text
   */
  record SetRegionField(int layer, int region, String name, String value) implements AperioEdit {
    private static final Set<String> FIXED =
        Set.of("Id", "Type", "Length", "Area", "LengthMicrons", "AreaMicrons");

    /**
     * Checks the name, and the value of NegativeROA.
     *
     * @throws IllegalArgumentException for a name that cannot be set, or a NegativeROA that is
     *     neither 0 nor 1
     */
    public SetRegionField {
      XmlText.requireName(name);
      if (FIXED.contains(name)) {
        throw new IllegalArgumentException("a region's " + name + " is not set by an edit");
      }
      if (name.equals("NegativeROA") && !Set.of("0", "1").contains(value)) {
        throw new IllegalArgumentException("NegativeROA is 0 or 1, not " + value);
      }
    }
  }
}
