package org.wsispark.testkit.property;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.Ring;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;

/** Generators of what the suite computes with. */
public final class Gens {
  private Gens() {}

  /** Fractions above 0 whose terms are at most this; shrinks towards 1/1. */
  public static Gen<Rational> rationals(long largestTerm) {
    Gen<Long> terms = Gen.longs(1, largestTerm);
    return Gen.pair(terms, terms).map(pair -> new Rational(pair.first(), pair.second()));
  }

  /**
   * Downsamples as slides have them: none, whole ones, ratios of two sizes, and others per axis;
   * shrinks towards none.
   */
  public static Gen<Downsample> downsamples() {
    Gen<Integer> sides = Gen.ints(100, 60_000);
    return Gen.anyOf(
        List.of(
            Gen.just(Downsample.NONE),
            Gen.longs(1, 64).map(Downsample::of),
            Gen.pair(sides, sides)
                .map(
                    side ->
                        Downsample.ofSizes(
                            side.first(), side.second(), side.first() / 4, side.second() / 4)),
            Gen.pair(rationals(1_000), rationals(1_000))
                .map(both -> new Downsample(both.first(), both.second()))));
  }

  /**
   * Rectangles in pixels; shrinks to the corner (0, 0) and to the least side.
   *
   * @param reach largest distance of the corner from 0, in each direction
   * @param leastSide 0 lets empty rectangles in
   * @param mostSide of both sides, inclusive
   */
  public static Gen<PixelRect> rects(int reach, int leastSide, int mostSide) {
    Gen<Integer> at = Gen.ints(-reach, reach);
    Gen<Integer> side = Gen.ints(leastSide, mostSide);
    return Gen.pair(Gen.pair(at, at), Gen.pair(side, side))
        .map(
            all ->
                new PixelRect(
                    all.first().first(),
                    all.first().second(),
                    all.second().first(),
                    all.second().second()));
  }

  /** Tilings of an image; shrinks to one pixel in one tile of one pixel. */
  public static Gen<TileGrid> tileGrids(int mostSide, int mostTile) {
    Gen<Integer> side = Gen.ints(1, mostSide);
    Gen<Integer> tile = Gen.ints(1, mostTile);
    return Gen.pair(Gen.pair(side, side), Gen.pair(tile, tile))
        .map(
            all ->
                new TileGrid(
                    all.first().first(),
                    all.first().second(),
                    all.second().first(),
                    all.second().second()));
  }

  /** Noise of any density, from one pixel on; shrinks to fewer pixels of which fewer are set. */
  public static Gen<BitMask> masks(int mostWidth, int mostHeight) {
    return random -> {
      BitMask mask =
          new BitMask(random.nextInt(1, mostWidth + 1), random.nextInt(1, mostHeight + 1));
      double density = random.nextDouble();
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          mask.set(x, y, random.nextDouble() < density);
        }
      }
      return Tree.unfold(mask, MaskShrink::smaller);
    };
  }

  /** Noise in three colours; shrinks to smaller crops of its corners, then to black. */
  public static Gen<RgbImage> images(int mostWidth, int mostHeight) {
    return random -> {
      int width = random.nextInt(1, mostWidth + 1);
      int height = random.nextInt(1, mostHeight + 1);
      byte[] rgb = new byte[width * height * 3];
      random.nextBytes(rgb);
      return Tree.unfold(new RgbImage(width, height, rgb), Gens::smaller);
    };
  }

  private static Stream<RgbImage> smaller(RgbImage image) {
    Stream<RgbImage> crops = MaskShrink.parts(image.width(), image.height()).map(image::crop);
    boolean black = IntStream.range(0, image.rgb().length).allMatch(k -> image.rgb()[k] == 0);
    return black
        ? crops
        : Stream.concat(
            crops,
            Stream.of(new RgbImage(image.width(), image.height(), new byte[image.rgb().length])));
  }

  /**
   * Rings in and around a window of mask pixels: vertices anywhere, on the corners of pixels, on
   * their centres or a micro-pixel beside them, some repeated. Shrinks to fewer vertices, nearer to
   * the level-0 origin.
   *
   * @param window in mask pixels; vertices reach half of its size beyond it
   * @param downsample level-0 pixels per mask pixel
   * @param mostVertices inclusive; the fewest are 3
   */
  public static Gen<Ring> rings(PixelRect window, Downsample downsample, int mostVertices) {
    Gen<Long> xs = coordinates(window.x(), window.width(), downsample.x());
    Gen<Long> ys = coordinates(window.y(), window.height(), downsample.y());
    return Gen.list(Gen.pair(xs, ys), 3, mostVertices)
        .map(
            vertices ->
                Ring.ofMicroPx(
                    vertices.stream().mapToLong(Gen.Pair::first).toArray(),
                    vertices.stream().mapToLong(Gen.Pair::second).toArray()));
  }

  private static Gen<Long> coordinates(int from, int size, Rational scale) {
    double micro = scale.toDouble() * Ring.MICRO;
    int around = size / 2 + 1;
    Gen<Integer> pixel = Gen.ints(from - around, from + size + around);
    return Gen.anyOf(
        List.of(
            pixel.map(at -> Math.round(at * micro)),
            pixel.map(at -> Math.round((at + 0.5) * micro)),
            Gen.pair(pixel, Gen.ints(-1, 1))
                .map(at -> Math.round((at.first() + 0.5) * micro) + at.second()),
            random ->
                Gen.longs(
                        Math.round((from - around) * micro),
                        Math.round((from + size + around) * micro))
                    .draw(random)));
  }
}
