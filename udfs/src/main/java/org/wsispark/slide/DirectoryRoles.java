package org.wsispark.slide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffImage;
import org.wsispark.slide.tiff.TiffTag;

/**
 * Which directories of a TIFF file are levels and which are associated images.
 *
 * @param vendor as in {@link SlideInfo#vendor()}
 * @param levels by Aperio's format in their order, else in any
 * @param associated by name
 * @param mpp of level 0, as the directories or an OME-XML state it
 */
record DirectoryRoles(
    String vendor,
    List<TiffDirectory> levels,
    Map<String, TiffDirectory> associated,
    Optional<Mpp> mpp) {
  static final String APERIO = "aperio";
  static final String OME_TIFF = "ome-tiff";
  static final String GENERIC_TIFF = "generic-tiff";

  static final String THUMBNAIL = "thumbnail";
  static final String LABEL = "label";
  static final String MACRO = "macro";

  private static final int REDUCED = 1;
  private static final int MASK = 4;

  /** Real pyramids round sizes up or down; an image of another shape is no level. */
  private static final double SHAPE_TOLERANCE = 0.02;

  DirectoryRoles {
    levels = List.copyOf(levels);
    // In their order, which a plain copy forgets.
    associated = Collections.unmodifiableMap(new LinkedHashMap<>(associated));
  }

  /** Of a file that is neither Aperio's nor OME's: the first image and what it was reduced to. */
  static DirectoryRoles generic(TiffFile file, String name) {
    List<TiffDirectory> all = file.directories();
    boolean tiled = all.stream().anyMatch(TiffImage::isTiled);
    TiffDirectory zero =
        all.stream().filter(directory -> !tiled || TiffImage.isTiled(directory)).findFirst().get();
    if (!tiled && !zero.has(TiffTag.STRIP_OFFSETS)) {
      throw WsiException.of(
              SlideError.NO_LEVELS,
              "a TIFF file of %d images, none of them with pixels",
              all.size())
          .inSlide(name)
          .remedy("Give an Aperio SVS or pyramidal TIFF file");
    }
    List<TiffDirectory> levels = new ArrayList<>();
    levels.add(zero);
    for (TiffDirectory directory : all) {
      // Further pages that are no reductions are other images.
      if (directory != zero && isReduction(directory, zero, tiled)) {
        levels.add(directory);
      }
    }
    levels.addAll(subLevels(file, zero));
    return new DirectoryRoles(GENERIC_TIFF, levels, Map.of(), StatedResolution.of(zero));
  }

  /** The reductions of a level 0 that it names as its own directories. */
  static List<TiffDirectory> subLevels(TiffFile file, TiffDirectory zero) {
    return file.subDirectories(zero.index()).stream()
        .filter(sub -> isReduction(sub, zero, TiffImage.isTiled(zero)))
        .toList();
  }

  private static boolean isReduction(TiffDirectory directory, TiffDirectory zero, boolean tiled) {
    long subfile = subfile(directory);
    if ((subfile & REDUCED) == 0 || (subfile & MASK) != 0) {
      return false;
    }
    // Among strips, thumbnails of any shape are marked as reductions too.
    return tiled ? TiffImage.isTiled(directory) : sameShape(directory, zero);
  }

  static long subfile(TiffDirectory directory) {
    return directory.number(TiffTag.NEW_SUBFILE_TYPE).orElse(0L);
  }

  static boolean sameShape(TiffDirectory one, TiffDirectory other) {
    return sameShape(width(one), height(one), width(other), height(other));
  }

  static boolean sameShape(double width, double height, double width0, double height0) {
    // One pixel of rounding on each side, and the tolerance.
    double slack = SHAPE_TOLERANCE * width * height0 + width0 + height0;
    return Math.abs(width * height0 - height * width0) <= slack;
  }

  private static long width(TiffDirectory directory) {
    return directory.number(TiffTag.IMAGE_WIDTH).orElse(0L);
  }

  private static long height(TiffDirectory directory) {
    return directory.number(TiffTag.IMAGE_LENGTH).orElse(0L);
  }
}
