package org.wsispark.slide.openslide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.AssociatedImage;
import org.wsispark.slide.ByteHistogram;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.tiff.TiffLimits;

/** What an open slide is, from OpenSlide's properties. */
final class OpenSlideDescription {
  /** What {@link SlideLevel#compression()} says: OpenSlide does not tell. */
  static final String COMPRESSION = "by OpenSlide";

  /** Of the tiles that work is planned by where OpenSlide does not name the slide's own. */
  static final int PLANNED_TILE_PX = 512;

  private static final int LARGEST_TILE_PX = 4_096;

  /** Axes whose resolutions differ by more have no one resolution. */
  private static final double SQUARE_TOLERANCE = 0.01;

  private static final double LARGEST_MPP = 1_000;

  /** Properties of every vendor with nothing but geometry and optics in them. */
  private static final Pattern KEPT =
      Pattern.compile(
          "openslide\\.(mpp-[xy]|objective-power|bounds-(x|y|width|height)|background-color)"
              + "|openslide\\.region\\[[0-9]+]\\.(x|y|width|height)"
              + "|aperio\\.(AppMag|MPP|StripeWidth|Left|Top|OriginalWidth|Original[Hh]eight"
              + "|Filtered|Gamma|DisplayColor)"
              + "|hamamatsu\\.(SourceLens|[XYZ]OffsetFromSlideCentre|PhysicalWidth|PhysicalHeight)"
              + "|leica\\.(aperture|objective)"
              + "|mirax\\.GENERAL\\.(OBJECTIVE_MAGNIFICATION|CAMERA_BITDEPTH|SLIDE_TYPE)"
              + "|trestle\\.Objective Power"
              + "|ventana\\.(Magnification|ScanRes|Z-layers|Z-spacing)");

  /** Of a colour as well; any other text may name a person. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,12}([.,][0-9]{0,17})?([eE][+-]?[0-9]{1,2})?|[0-9A-Fa-f]{6}");

  /** What OpenSlide itself says of levels and images, which the other fields hold. */
  private static final Pattern STRUCTURE =
      Pattern.compile(
          "openslide\\.(level-count|level\\[.*|associated\\..*|vendor|quickhash-1|icc-size)");

  private OpenSlideDescription() {}

  /** {@code fileBytes} of all files of the slide; {@code name} for messages. */
  static SlideInfo of(OpenSlide slide, long fileBytes, String name) {
    SortedMap<String, String> said = slide.getProperties();
    SortedMap<String, String> properties = new TreeMap<>();
    int dropped = 0;
    for (Map.Entry<String, String> property : said.entrySet()) {
      if (KEPT.matcher(property.getKey()).matches()
          && NUMBER.matcher(property.getValue()).matches()) {
        properties.put(property.getKey(), property.getValue());
      } else if (!STRUCTURE.matcher(property.getKey()).matches()) {
        dropped++;
      }
    }
    List<SlideLevel> levels = levels(slide, said, fileBytes, name);
    return new SlideInfo(
        said.getOrDefault("openslide.vendor", "unknown"),
        levels,
        mpp(number(said, "openslide.mpp-x"), number(said, "openslide.mpp-y")),
        number(said, "openslide.objective-power"),
        associated(slide, name),
        properties,
        dropped,
        digest(levels, said, fileBytes));
  }

  private static List<SlideLevel> levels(
      OpenSlide slide, SortedMap<String, String> said, long fileBytes, String name) {
    List<TileGrid> grids = new ArrayList<>();
    double pixels = 0;
    for (int level = 0; level < slide.getLevelCount(); level++) {
      int width = side(slide.getLevelWidth(level), "level " + level, name);
      int height = side(slide.getLevelHeight(level), "level " + level, name);
      String prefix = "openslide.level[" + level + "].tile-";
      grids.add(
          new TileGrid(
              width, height, tileSide(said, prefix + "width"), tileSide(said, prefix + "height")));
      pixels += (double) width * height;
    }
    List<SlideLevel> levels = new ArrayList<>();
    for (TileGrid grid : grids) {
      levels.add(
          new SlideLevel(
              levels.size(),
              grid.imageWidth(),
              grid.imageHeight(),
              Downsample.ofSizes(
                  grids.get(0).imageWidth(),
                  grids.get(0).imageHeight(),
                  grid.imageWidth(),
                  grid.imageHeight()),
              grid,
              COMPRESSION,
              evenly(grid, fileBytes / pixels, name)));
    }
    return levels;
  }

  private static int side(long side, String place, String name) {
    if (side < 1 || side > Integer.MAX_VALUE) {
      throw WsiException.of(SlideError.LIMIT, "a side of %d pixels", side).inSlide(name).at(place);
    }
    return (int) side;
  }

  private static int tileSide(SortedMap<String, String> said, String key) {
    String text = said.getOrDefault(key, "");
    int side = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    return side < 1 || side > LARGEST_TILE_PX ? PLANNED_TILE_PX : side;
  }

  /** The files' bytes over all pixels of all levels; where they really lie OpenSlide hides. */
  private static ByteHistogram evenly(TileGrid grid, double bytesPerPixel, String name) {
    if (grid.count() > TiffLimits.VALUES) {
      throw WsiException.of(
              SlideError.LIMIT,
              "%d tiles of a level, at most %d are read",
              grid.count(),
              TiffLimits.VALUES)
          .inSlide(name);
    }
    long[] bytes = new long[(int) grid.count()];
    Arrays.fill(
        bytes, Math.max(1, Math.round(bytesPerPixel * grid.tileWidth() * grid.tileHeight())));
    return ByteHistogram.of(grid, bytes);
  }

  private static OptionalDouble number(SortedMap<String, String> said, String key) {
    try {
      double value = Double.parseDouble(said.getOrDefault(key, "").replace(',', '.'));
      return value > 0 && value < Double.POSITIVE_INFINITY
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static Optional<Mpp> mpp(OptionalDouble x, OptionalDouble y) {
    if (x.isEmpty() || y.isEmpty()) {
      return Optional.empty();
    }
    double mean = (x.getAsDouble() + y.getAsDouble()) / 2;
    boolean square = Math.abs(x.getAsDouble() - y.getAsDouble()) <= SQUARE_TOLERANCE * mean;
    return square && mean <= LARGEST_MPP ? Optional.of(new Mpp(mean)) : Optional.empty();
  }

  private static List<AssociatedImage> associated(OpenSlide slide, String name) {
    List<AssociatedImage> images = new ArrayList<>();
    for (String image : slide.getAssociatedImageNames()) {
      List<Long> size = slide.getAssociatedImageSize(image);
      images.add(
          new AssociatedImage(
              image,
              side(size.get(0), "image " + image, name),
              side(size.get(1), "image " + image, name),
              COMPRESSION));
    }
    return images;
  }

  /** Sizes, layout and OpenSlide's own hash over the lowest level and what describes it. */
  private static String digest(
      List<SlideLevel> levels, SortedMap<String, String> said, long fileBytes) {
    StringBuilder text = new StringBuilder("openslide ").append(fileBytes);
    levels.forEach(level -> text.append(' ').append(level.tiles()));
    text.append(' ').append(said.getOrDefault("openslide.quickhash-1", ""));
    return DigestUtils.sha256Hex(text.toString());
  }
}
