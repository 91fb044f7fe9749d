package org.wsispark.patch;

import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideLevel;

/**
 * The scanner's own tiles, to be passed on without decoding them. Refuses what tiles cannot give:
 * another size or stride, a resolution between levels, tiles that are no JPEG.
 *
 * @param resolution which level
 * @param sizePx side that patches are asked to have; 0 for whatever the tiles have
 * @param stridePx from one patch to the next; 0 for whatever the tiles have
 * @param edge what becomes of tiles over the edge: {@code DROP}, or {@code PAD} keeps them as they
 *     are, with whatever the scanner stored beyond the image
 */
public record ScannerTileRule(Resolution resolution, int sizePx, int stridePx, EdgePolicy edge)
    implements GridRule {
  private static final String JPEG = "JPEG";

  /**
   * Checks the edge.
   *
   * @throws IllegalArgumentException when tiles are to be clipped or moved, which would need
   *     decoding
   */
  public ScannerTileRule {
    if (edge == EdgePolicy.CLIP || edge == EdgePolicy.SHIFT) {
      throw new IllegalArgumentException(
          "tiles that are not decoded cannot be clipped or moved: " + edge);
    }
  }

  @Override
  public CellGrid grid(SlideInfo slide, Mpp mpp) {
    ReadFrame frame = resolution.frame(slide.levels(), mpp);
    if (!frame.levelPerFrame().equals(Downsample.NONE)) {
      throw WsiException.of(
              PatchError.NO_LEVEL,
              "no level has %s mpp, and tiles are not resampled; its levels have %s",
              frame.mpp().umPerPx(),
              slide.levels().stream()
                  .map(level -> Double.toString(mpp.times(level.downsample()).umPerPx()))
                  .collect(Collectors.joining(", ")))
          .remedy(
              "Name a level or one of these resolutions, widen mpp-tolerance, or take encoding"
                  + " jpeg, png or raw");
    }
    SlideLevel level = slide.levels().get(frame.level());
    if (!level.compression().equals(JPEG)) {
      throw WsiException.of(
              SlideError.NO_PASS_THROUGH,
              "its tiles are stored as %s, only JPEG is handed out without decoding",
              level.compression())
          .at("level " + level.index())
          .remedy("Encode its pixels instead, as jpeg, png or raw");
    }
    checkSize(level);
    TileGrid tiles = level.tiles();
    return new TileLayout(frame, tiles.tileWidth(), tiles.tileHeight(), 0, edge);
  }

  private void checkSize(SlideLevel level) {
    check("patch-size-px", sizePx, level);
    check("stride-px", stridePx, level);
  }

  private static void check(String key, int px, SlideLevel level) {
    int width = level.tiles().tileWidth();
    int height = level.tiles().tileHeight();
    if (px == 0 || (px == width && px == height)) {
      return;
    }
    OptionalInt side = width == height ? OptionalInt.of(width) : OptionalInt.empty();
    throw WsiException.of(
            PatchError.NOT_THE_TILES,
            "%s is %d, but its tiles are %d x %d px",
            key,
            px,
            width,
            height)
        .at("level " + level.index())
        .remedy(
            "Leave patch-size-px and stride-px out"
                + (side.isPresent() ? ", or give " + side.getAsInt() : "")
                + "; encoding jpeg, png or raw makes patches of any size");
  }
}
