package org.wsispark.slide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffImage;
import org.wsispark.slide.tiff.TiffTag;

/**
 * The directories of an Aperio file. Levels are the tiled ones, in their order. Label and macro are
 * told by their subfile type (what Leica states for its scanners) or by the second line of their
 * description (what older files have; a GT450 writes none); the thumbnail is the directory after
 * level 0.
 */
final class AperioRoles {
  private static final long LABEL_SUBFILE = 1;
  private static final long MACRO_SUBFILE = 9;

  private AperioRoles() {}

  static DirectoryRoles of(TiffFile file, String name) {
    List<TiffDirectory> levels = new ArrayList<>();
    for (TiffDirectory directory : file.directories()) {
      if (TiffImage.isTiled(directory) && DirectoryRoles.subfile(directory) != MACRO_SUBFILE) {
        levels.add(directory);
      }
    }
    if (levels.isEmpty()) {
      throw WsiException.of(
              SlideError.NO_LEVELS,
              "an Aperio file of %d images, none of them tiled",
              file.directories().size())
          .inSlide(name)
          .remedy("Export the slide again; its levels are missing");
    }
    Map<String, TiffDirectory> associated = new LinkedHashMap<>();
    for (TiffDirectory directory : file.directories()) {
      String role = role(directory, levels.get(0));
      if (role != null) {
        associated.putIfAbsent(role, directory);
      }
    }
    return new DirectoryRoles(DirectoryRoles.APERIO, levels, associated, Optional.empty());
  }

  /** What a directory is besides a level; null for one that nothing tells. */
  private static String role(TiffDirectory directory, TiffDirectory levelZero) {
    long subfile = DirectoryRoles.subfile(directory);
    if (TiffImage.isTiled(directory)) {
      return subfile == MACRO_SUBFILE ? DirectoryRoles.MACRO : null;
    }
    String description = directory.text(TiffTag.IMAGE_DESCRIPTION).orElse("");
    String word = AperioDescription.secondLineWord(description);
    for (String name : List.of(DirectoryRoles.LABEL, DirectoryRoles.MACRO)) {
      if (word.equalsIgnoreCase(name)) {
        return name;
      }
    }
    if (subfile == MACRO_SUBFILE) {
      return DirectoryRoles.MACRO;
    }
    // In this place a reduced image of the slide's shape is the thumbnail; of another shape it is
    // a label whose thumbnail was taken away, which must not be shown as one.
    if (directory.index() == 1
        && (subfile != LABEL_SUBFILE || DirectoryRoles.sameShape(directory, levelZero))) {
      return DirectoryRoles.THUMBNAIL;
    }
    return subfile == LABEL_SUBFILE ? DirectoryRoles.LABEL : null;
  }
}
