package org.wsispark.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffImage;
import org.wsispark.slide.tiff.TiffTag;

/**
 * Which directories of a TIFF file are levels and which are associated images. Levels are the tiled
 * directories, by Aperio's format in their order, else from the finest to the coarsest. Label and
 * macro are told by their subfile type (what Leica states for its scanners) or by the second line
 * of their description (what older files have); the thumbnail is the directory after level 0.
 *
 * @param aperio whether the file is Aperio's
 * @param description of the first directory
 * @param levels at least one
 * @param associated by name
 */
record TiffStructure(
    boolean aperio, String description, List<TiffImage> levels, Map<String, TiffImage> associated) {
  private static final String THUMBNAIL = "thumbnail";
  private static final String LABEL = "label";
  private static final String MACRO = "macro";
  private static final long LABEL_SUBFILE = 1;
  private static final long MACRO_SUBFILE = 9;

  /** Real pyramids round sizes up or down; a tiled image of another shape is no level. */
  private static final double SHAPE_TOLERANCE = 0.02;

  static TiffStructure of(TiffFile file, ByteSource source) {
    List<TiffDirectory> directories = file.directories();
    String description = description(directories.get(0));
    boolean aperio = AperioDescription.isAperio(description);
    List<TiffImage> levels = new ArrayList<>();
    Map<String, TiffImage> associated = new LinkedHashMap<>();
    for (TiffDirectory directory : directories) {
      if (TiffImage.isTiled(directory) && isLevel(directory, aperio, levels.isEmpty())) {
        levels.add(TiffImage.of(directory, source, "level " + levels.size()));
      }
    }
    if (levels.isEmpty()) {
      throw WsiException.of(
              SlideError.NO_LEVELS,
              "a TIFF file of %d images, none of them tiled",
              directories.size())
          .inSlide(source.name())
          .remedy("Give an Aperio SVS or pyramidal TIFF file");
    }
    if (!aperio) {
      levels.sort(Comparator.comparingLong((TiffImage image) -> -(long) image.grid().imageWidth()));
    }
    checkPyramid(levels);
    if (aperio) {
      for (TiffDirectory directory : directories) {
        String role = role(directory, levels.get(0));
        if (role != null && !associated.containsKey(role)) {
          associated.put(role, TiffImage.of(directory, source, role));
        }
      }
    }
    return new TiffStructure(aperio, description, List.copyOf(levels), associated);
  }

  private static String description(TiffDirectory directory) {
    return directory.text(TiffTag.IMAGE_DESCRIPTION).orElse("");
  }

  private static long subfile(TiffDirectory directory) {
    return directory.number(TiffTag.NEW_SUBFILE_TYPE).orElse(0L);
  }

  private static boolean isLevel(TiffDirectory directory, boolean aperio, boolean first) {
    if (aperio) {
      return subfile(directory) != MACRO_SUBFILE;
    }
    // Further pages of a file that is no pyramid are other images.
    return first || (subfile(directory) & 1) != 0;
  }

  /** What an Aperio directory is besides a level; null for one that nothing tells. */
  private static String role(TiffDirectory directory, TiffImage levelZero) {
    if (TiffImage.isTiled(directory)) {
      return subfile(directory) == MACRO_SUBFILE ? MACRO : null;
    }
    String word = AperioDescription.secondLineWord(description(directory));
    if (word.equalsIgnoreCase(LABEL) || word.equalsIgnoreCase(MACRO)) {
      return word.equalsIgnoreCase(LABEL) ? LABEL : MACRO;
    }
    long subfile = subfile(directory);
    if (subfile == MACRO_SUBFILE) {
      return MACRO;
    }
    // In this place a reduced image of the slide's shape is the thumbnail; of another shape it is
    // a label whose thumbnail was taken away, which must not be shown as one.
    if (directory.index() == 1 && (subfile != LABEL_SUBFILE || hasShapeOf(directory, levelZero))) {
      return THUMBNAIL;
    }
    return subfile == LABEL_SUBFILE ? LABEL : null;
  }

  private static boolean hasShapeOf(TiffDirectory directory, TiffImage levelZero) {
    long width = directory.number(TiffTag.IMAGE_WIDTH).orElse(0L);
    long height = directory.number(TiffTag.IMAGE_LENGTH).orElse(0L);
    return sameShape(width, height, levelZero.grid().imageWidth(), levelZero.grid().imageHeight());
  }

  private static boolean sameShape(double width, double height, double width0, double height0) {
    // One pixel of rounding on each side, and the tolerance.
    double slack = SHAPE_TOLERANCE * width * height0 + width0 + height0;
    return Math.abs(width * height0 - height * width0) <= slack;
  }

  private static void checkPyramid(List<TiffImage> levels) {
    TiffImage zero = levels.get(0);
    for (int k = 1; k < levels.size(); k++) {
      TiffImage level = levels.get(k);
      TiffImage finer = levels.get(k - 1);
      int width = level.grid().imageWidth();
      int height = level.grid().imageHeight();
      boolean smaller = width <= finer.grid().imageWidth() && height <= finer.grid().imageHeight();
      boolean shaped =
          sameShape(width, height, zero.grid().imageWidth(), zero.grid().imageHeight());
      if (!smaller || !shaped) {
        throw level
            .directory()
            .defect(
                SlideError.BAD_TAG,
                TiffTag.IMAGE_WIDTH,
                "level %d of %dx%d pixels is no reduction of level 0 (%dx%d) after level %d (%dx%d)"
                    .formatted(
                        k,
                        width,
                        height,
                        zero.grid().imageWidth(),
                        zero.grid().imageHeight(),
                        k - 1,
                        finer.grid().imageWidth(),
                        finer.grid().imageHeight()));
      }
    }
  }

  /** The description that everyone sees. */
  SlideInfo describe(String digest) {
    List<SlideLevel> described = new ArrayList<>();
    TileGrid zero = levels.get(0).grid();
    for (TiffImage image : levels) {
      TileGrid grid = image.grid();
      described.add(
          new SlideLevel(
              described.size(),
              grid.imageWidth(),
              grid.imageHeight(),
              Downsample.ofSizes(
                  zero.imageWidth(), zero.imageHeight(), grid.imageWidth(), grid.imageHeight()),
              grid,
              image.format().compressionName(),
              ByteHistogram.of(grid, image.byteCounts())));
    }
    List<AssociatedImage> images = new ArrayList<>();
    associated.forEach((name, image) -> images.add(describe(name, image)));
    AperioDescription said = AperioDescription.parse(aperio ? description : "");
    return new SlideInfo(
        aperio ? "aperio" : "generic-tiff",
        described,
        said.mpp(),
        said.appMag(),
        images,
        said.properties(),
        said.dropped(),
        digest);
  }

  private static AssociatedImage describe(String name, TiffImage image) {
    return new AssociatedImage(
        name,
        image.grid().imageWidth(),
        image.grid().imageHeight(),
        image.format().compressionName());
  }
}
