package org.wsispark.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffTag;

/**
 * The directories of an OME-TIFF. The slide is the largest image of the OME-XML, at its first focus
 * and time; its coarser levels are the sub-directories of that plane's directory. Label, macro and
 * thumbnail are told by the names of the other images.
 */
final class OmeRoles {
  private OmeRoles() {}

  static DirectoryRoles of(TiffFile file, OmeXml ome) {
    OmeXml.Image slide =
        ome.images().stream()
            .max(Comparator.comparingDouble(image -> (double) image.width() * image.height()))
            .orElseThrow();
    TiffDirectory zero = directory(file, slide);
    if (slide.channelPlanes() > 1) {
      throw zero.defect(
          SlideError.UNSUPPORTED_LAYOUT,
          TiffTag.IMAGE_DESCRIPTION,
          "an OME-TIFF of "
              + slide.channelPlanes()
              + " channels in planes of their own; RGB and grey are read");
    }
    List<TiffDirectory> levels = new ArrayList<>();
    levels.add(zero);
    levels.addAll(DirectoryRoles.subLevels(file, zero));
    Map<String, TiffDirectory> associated = new LinkedHashMap<>();
    for (OmeXml.Image image : ome.images()) {
      String name = role(image.name().toLowerCase(Locale.ROOT));
      if (name != null && !image.equals(slide)) {
        associated.putIfAbsent(name, directory(file, image));
      }
    }
    return new DirectoryRoles(DirectoryRoles.OME_TIFF, levels, associated, slide.mpp());
  }

  private static String role(String imageName) {
    for (String role :
        List.of(DirectoryRoles.LABEL, DirectoryRoles.MACRO, DirectoryRoles.THUMBNAIL)) {
      if (imageName.contains(role)) {
        return role;
      }
    }
    return null;
  }

  private static TiffDirectory directory(TiffFile file, OmeXml.Image image) {
    if (image.directory() < 0 || image.directory() >= file.directories().size()) {
      throw file.directories()
          .get(0)
          .defect(
              SlideError.BAD_TAG,
              TiffTag.IMAGE_DESCRIPTION,
              "the OME-XML names directory %d of a file with %d"
                  .formatted(image.directory(), file.directories().size()));
    }
    return file.directories().get(image.directory());
  }
}
