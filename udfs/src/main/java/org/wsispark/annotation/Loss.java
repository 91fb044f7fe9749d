package org.wsispark.annotation;

/**
 * Something that the other format has no place for, or has another place for, and how often.
 *
 * @param kind what it is
 * @param count how often, at least 1
 */
public record Loss(Kind kind, long count) {

  /** What a conversion cannot carry, or carries in another form. */
  public enum Kind {
    /** Negative regions cut out of the positive ones they touch. */
    NEGATIVES_AS_HOLES("negative regions live on as holes only"),
    /** Negative regions that touch no positive one. */
    NEGATIVES_WITHOUT_AREA("negative regions that touch nothing are gone"),
    /** Two-vertex ellipses. */
    ELLIPSES_AS_POLYGONS("ellipses became polygons, at most 0.001 px inside them"),
    /** Arrows and rulers. */
    ARROWS_AS_LINES("arrows, rulers and regions of unknown type became lines"),
    /** Outlines that cross themselves. */
    CROSSINGS_ROUNDED("outlines that cross themselves were split there, rounded to 0.000001 px"),
    /** Regions without vertices enough for a shape, or taken out by negative ones. */
    REGIONS_WITHOUT_SHAPE("regions without a shape of their own are gone"),
    /** Attributes of layers and regions that no tool put there for its own use. */
    ATTRIBUTES("attributes of layers and regions are gone"),
    /** Layers without regions. */
    EMPTY_LAYERS("layers without regions are gone"),
    /** Fields of display, such as Zoom or Analyze, that were not their default. */
    DISPLAY_FIELDS("fields of regions, such as Zoom, are gone"),
    /** Elements that ImageScope's format does not know. */
    FOREIGN_ELEMENTS("elements without meaning here are gone"),
    /** Properties kept as text in Aperio XML that are no JSON any more. */
    BROKEN_PROPERTIES("properties that were kept as text are no JSON any more"),
    /** Third coordinates other than 0. */
    HEIGHTS("third coordinates of positions are gone"),
    /** Shapes of another plane or time than the first. */
    PLANES("shapes of other planes or times now lie on one plane"),
    /** Features that have no geometry. */
    NO_GEOMETRY("features without geometry are gone"),
    /** Lines of more than two vertices, for which ImageScope has no type. */
    LINES_AS_RULERS("lines of more than two vertices became rulers of as many"),
    /** Points, for which ImageScope has no type. */
    POINTS_AS_REGIONS("points became regions of one vertex"),
    /** Holes that hold other outlines of their class, joined to their outline. */
    HOLES_AS_KEYHOLES("holes with outlines of the same class in them were joined to their outline"),
    /** Members of the file beside its features. */
    COLLECTION_MEMBERS("members of the collection beside its features are gone"),
    /** Splines. */
    SPLINES_AS_POLYGONS("splines became polygons of their listed points"),
    /** Annotations whose colour is not that of their group. */
    COLORS("annotations took the colour of their group"),
    /** Groups within groups. */
    NESTED_GROUPS("groups within groups now stand side by side");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /**
     * What happened.
     *
     * @return a sentence without its end, for people
     */
    public String text() {
      return text;
    }
  }

  @Override
  public String toString() {
    return count + " " + kind.text();
  }
}
