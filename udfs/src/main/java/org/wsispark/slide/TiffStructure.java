package org.wsispark.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffImage;
import org.wsispark.slide.tiff.TiffTag;

/**
 * The images of a TIFF file, each with its checked layout.
 *
 * @param roles which directory is what
 * @param said by Aperio's description; nothing for others
 * @param levels from the finest to the coarsest, at least one
 * @param associated by name
 */
record TiffStructure(
    DirectoryRoles roles,
    AperioDescription said,
    List<TiffImage> levels,
    Map<String, TiffImage> associated) {

  static TiffStructure of(TiffFile file, ByteSource source) {
    TiffDirectory first = file.directories().get(0);
    String description = first.text(TiffTag.IMAGE_DESCRIPTION).orElse("");
    boolean aperio = AperioDescription.isAperio(description);
    DirectoryRoles roles = aperio ? AperioRoles.of(file, source.name()) : others(file, source);
    List<TiffImage> levels = new ArrayList<>();
    for (TiffDirectory directory : roles.levels()) {
      levels.add(TiffImage.of(directory, source, "level " + levels.size()));
    }
    if (!aperio) {
      levels.sort(Comparator.comparingLong((TiffImage image) -> -(long) image.grid().imageWidth()));
    }
    checkPyramid(levels);
    Map<String, TiffImage> associated = new LinkedHashMap<>();
    roles
        .associated()
        .forEach((role, directory) -> associated.put(role, TiffImage.of(directory, source, role)));
    AperioDescription said = AperioDescription.parse(aperio ? description : "");
    return new TiffStructure(roles, said, List.copyOf(levels), associated);
  }

  private static DirectoryRoles others(TiffFile file, ByteSource source) {
    Optional<OmeXml> ome = OmeXml.of(file.directories().get(0));
    return ome.isPresent()
        ? OmeRoles.of(file, ome.get())
        : DirectoryRoles.generic(file, source.name());
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
          DirectoryRoles.sameShape(
              width, height, zero.grid().imageWidth(), zero.grid().imageHeight());
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

  /** The ICC profile of level 0, as it is in the file. */
  Optional<byte[]> iccProfile() {
    return levels.get(0).directory().bytes(TiffTag.ICC_PROFILE);
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
    return new SlideInfo(
        roles.vendor(),
        described,
        said.mpp().or(roles::mpp),
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
