package org.wsispark.slide;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;

/**
 * What a slide is, without its pixels and without anything that names a person: of the scanner's
 * description only an allow-list of keys is kept.
 *
 * @param vendor {@code aperio}, {@code ome-tiff}, or {@code generic-tiff} for any other TIFF
 * @param levels from the finest to the coarsest, at least one
 * @param mpp resolution of level 0 as the slide states it; never guessed from the magnification
 * @param appMag nominal magnification of the scan, such as 20
 * @param associated thumbnail, label and macro where the slide has them
 * @param properties allow-listed keys of the description with their values as they are written
 * @param droppedProperties how many other keys the description holds
 * @param directoryDigest sha256, in hex, over the structure: sizes, layout and where each tile lies
 */
public record SlideInfo(
    String vendor,
    List<SlideLevel> levels,
    Optional<Mpp> mpp,
    OptionalDouble appMag,
    List<AssociatedImage> associated,
    SortedMap<String, String> properties,
    int droppedProperties,
    String directoryDigest) {

  /**
   * Makes the collections immutable.
   *
   * @throws IllegalArgumentException when there is no level
   */
  public SlideInfo {
    levels = List.copyOf(levels);
    associated = List.copyOf(associated);
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("a slide has at least one level");
    }
  }

  /**
   * Width of level 0.
   *
   * @return pixels
   */
  public int width() {
    return levels.get(0).width();
  }

  /**
   * Height of level 0.
   *
   * @return pixels
   */
  public int height() {
    return levels.get(0).height();
  }

  /**
   * The resolution to work with.
   *
   * @param override what the manifest or the user states, which wins over the slide
   * @return resolution of level 0
   * @throws WsiException {@link SlideError#UNKNOWN_MPP} when neither says it
   */
  public Mpp mppOr(Optional<Mpp> override) {
    return override
        .or(() -> mpp)
        .orElseThrow(
            () ->
                WsiException.of(
                        SlideError.UNKNOWN_MPP,
                        "the slide does not say its resolution in micrometres per pixel")
                    .remedy("Give it: --mpp-override, or mpp in the manifest"));
  }
}
