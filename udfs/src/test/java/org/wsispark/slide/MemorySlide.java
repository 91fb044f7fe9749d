package org.wsispark.slide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;

/** A slide whose levels are images in memory; it remembers what was read. */
public final class MemorySlide implements SlideReader {
  private final List<RgbImage> levels;
  private final SlideInfo info;
  private final List<PixelRect> reads = new ArrayList<>();
  private final Set<Integer> levelsRead = new TreeSet<>();

  public MemorySlide(Mpp mpp, int tileSide, RgbImage... images) {
    this.levels = List.of(images);
    List<SlideLevel> described = new ArrayList<>();
    for (RgbImage image : images) {
      TileGrid tiles = new TileGrid(image.width(), image.height(), tileSide, tileSide);
      long[] bytes = new long[(int) tiles.count()];
      Arrays.fill(bytes, 1_000);
      described.add(
          new SlideLevel(
              described.size(),
              image.width(),
              image.height(),
              Downsample.ofSizes(
                  images[0].width(), images[0].height(), image.width(), image.height()),
              tiles,
              "none",
              ByteHistogram.of(tiles, bytes)));
    }
    this.info =
        new SlideInfo(
            "memory",
            described,
            Optional.of(mpp),
            OptionalDouble.empty(),
            List.of(),
            new TreeMap<>(),
            0,
            "0");
  }

  /** The rectangles read so far, in pixels of their level. */
  public List<PixelRect> reads() {
    return List.copyOf(reads);
  }

  /** The levels read so far, each once. */
  public Set<Integer> levelsRead() {
    return Set.copyOf(levelsRead);
  }

  @Override
  public SlideInfo info() {
    return info;
  }

  @Override
  public RgbImage read(int level, PixelRect levelRect) {
    reads.add(levelRect);
    levelsRead.add(level);
    return levels.get(level).crop(levelRect);
  }

  @Override
  public void read(int level, PixelRect levelRect, RgbImage into) {
    into.paste(read(level, levelRect), levelRect.shift(-levelRect.x(), -levelRect.y()), 0, 0);
  }

  @Override
  public RgbImage associated(String name) {
    throw new IllegalArgumentException("a slide in memory has no image " + name);
  }

  @Override
  public ReadStats stats() {
    return new ReadStats(0, 0, 0, 0);
  }

  @Override
  public void close() {
    reads.clear();
  }
}
