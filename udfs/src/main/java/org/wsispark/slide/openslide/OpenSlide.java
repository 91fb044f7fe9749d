package org.wsispark.slide.openslide;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * One slide opened by libopenslide, with the shape of OpenSlide Java's API. Any number of threads
 * may read at once; {@link #close()} waits for them, may be called again, and whatever is called
 * after it is refused with an {@link IllegalStateException}, so no call reaches freed memory.
 *
 * <p>Pixels are ints {@code 0xAARRGGBB} with colours multiplied by alpha, row by row.
 */
public final class OpenSlide implements AutoCloseable {
  private final NativeOpenSlide functions;
  private final String name;
  private final boolean readsIcc;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private Pointer handle;

  OpenSlide(NativeOpenSlide functions, Pointer handle, String name, boolean readsIcc) {
    this.functions = functions;
    this.readsIcc = readsIcc;
    this.handle = handle;
    this.name = name;
  }

  /** Runs a call while the slide is open and turns OpenSlide's error state into an exception. */
  private <T> T call(Supplier<T> body) {
    lock.readLock().lock();
    try {
      if (handle == null) {
        throw new IllegalStateException("the slide " + name + " is closed");
      }
      T result = body.get();
      // An error is for good: from then on every call of the slide gives nothing.
      String error = functions.openslide_get_error(handle);
      if (error != null) {
        throw WsiException.of(OpenSlideError.OPENSLIDE_FAILED, "OpenSlide says: %s", error)
            .inSlide(name)
            .remedy("Copy the slide again with all its files; open it again to read on elsewhere");
      }
      return result;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * How many levels there are.
   *
   * @return at least 1
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_FAILED}
   */
  public int getLevelCount() {
    return call(() -> functions.openslide_get_level_count(handle));
  }

  /**
   * Width of a level.
   *
   * @param level from 0
   * @return in pixels of the level
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_FAILED}; {@link SlideError#NO_SUCH_LEVEL}
   */
  public long getLevelWidth(int level) {
    return levelSize(level)[0];
  }

  /**
   * Height of a level.
   *
   * @param level from 0
   * @return in pixels of the level
   * @throws WsiException as {@link #getLevelWidth(int)}
   */
  public long getLevelHeight(int level) {
    return levelSize(level)[1];
  }

  private long[] levelSize(int level) {
    checkLevel(level);
    return call(
        () -> {
          long[] width = new long[1];
          long[] height = new long[1];
          functions.openslide_get_level_dimensions(handle, level, width, height);
          return new long[] {width[0], height[0]};
        });
  }

  private void checkLevel(int level) {
    int count = getLevelCount();
    if (level < 0 || level >= count) {
      throw WsiException.of(SlideError.NO_SUCH_LEVEL, "level %d of a slide with %d", level, count)
          .inSlide(name)
          .remedy("Levels count from 0");
    }
  }

  /**
   * Level-0 pixels per pixel of a level, as OpenSlide counts: one number for both axes.
   *
   * @param level from 0
   * @return at least 1 for a sound slide
   * @throws WsiException as {@link #getLevelWidth(int)}
   */
  public double getLevelDownsample(int level) {
    checkLevel(level);
    return call(() -> functions.openslide_get_level_downsample(handle, level));
  }

  /**
   * The level to read for a wanted downsample: the coarsest that is not coarser.
   *
   * @param downsample level-0 pixels per wanted pixel
   * @return the level
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_FAILED}
   */
  public int getBestLevelForDownsample(double downsample) {
    return call(() -> functions.openslide_get_best_level_for_downsample(handle, downsample));
  }

  /**
   * All properties. They hold whatever the scanner wrote, also names of persons.
   *
   * @return values by name, an immutable copy
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_FAILED}
   */
  public SortedMap<String, String> getProperties() {
    return call(
        () -> {
          SortedMap<String, String> properties = new TreeMap<>();
          for (String key : names(functions.openslide_get_property_names(handle))) {
            String value = functions.openslide_get_property_value(handle, key);
            if (value != null) {
              properties.put(key, value);
            }
          }
          return Collections.unmodifiableSortedMap(properties);
        });
  }

  /**
   * Names of the associated images.
   *
   * @return in OpenSlide's order
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_FAILED}
   */
  public List<String> getAssociatedImageNames() {
    return call(() -> names(functions.openslide_get_associated_image_names(handle)));
  }

  private static List<String> names(Pointer texts) {
    return texts == null ? new ArrayList<>() : List.of(texts.getStringArray(0, "UTF-8"));
  }

  /**
   * Size of an associated image.
   *
   * @param image one of {@link #getAssociatedImageNames()}
   * @return width and height in pixels
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_FAILED}; {@link SlideError#NO_SUCH_IMAGE}
   */
  public List<Long> getAssociatedImageSize(String image) {
    long[] size =
        call(
            () -> {
              long[] width = {-1};
              long[] height = {-1};
              functions.openslide_get_associated_image_dimensions(handle, image, width, height);
              return new long[] {width[0], height[0]};
            });
    if (size[0] < 0 || size[1] < 0) {
      throw WsiException.of(
              SlideError.NO_SUCH_IMAGE,
              "no image \"%s\"; the slide has %s",
              image,
              getAssociatedImageNames())
          .inSlide(name);
    }
    return List.of(size[0], size[1]);
  }

  /**
   * Reads an associated image whole.
   *
   * @param image one of {@link #getAssociatedImageNames()}
   * @param most pixels that are read
   * @return width * height pixels, see the class
   * @throws WsiException as {@link #getAssociatedImageSize(String)}; {@link SlideError#LIMIT} when
   *     the image has more pixels
   */
  public int[] readAssociatedImage(String image, int most) {
    List<Long> size = getAssociatedImageSize(image);
    if (size.get(0) > most || size.get(1) > most || size.get(0) * size.get(1) > most) {
      throw WsiException.of(
              SlideError.LIMIT,
              "%dx%d pixels are too many for an associated image",
              size.get(0),
              size.get(1))
          .inSlide(name)
          .at(image);
    }
    int[] argb = new int[(int) (size.get(0) * size.get(1))];
    return call(
        () -> {
          functions.openslide_read_associated_image(handle, image, argb);
          return argb;
        });
  }

  /**
   * The ICC profile of the levels.
   *
   * @param most bytes that are read
   * @return empty when the slide has none, and with an OpenSlide before 4.0.0, which reads none
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_FAILED}; {@link SlideError#LIMIT} when it
   *     is larger
   */
  public Optional<byte[]> readIccProfile(int most) {
    long size = readsIcc ? call(() -> functions.openslide_get_icc_profile_size(handle)) : 0;
    if (size > most) {
      throw WsiException.of(SlideError.LIMIT, "an ICC profile of %d bytes", size).inSlide(name);
    }
    if (size < 1) {
      return Optional.empty();
    }
    byte[] profile = new byte[(int) size];
    return call(
        () -> {
          functions.openslide_read_icc_profile(handle, profile);
          return Optional.of(profile);
        });
  }

  /**
   * Reads a region. OpenSlide interpolates when the corner does not fall on a pixel of the level.
   *
   * @param x left edge in level-0 pixels
   * @param y top edge in level-0 pixels
   * @param level from 0
   * @param width in pixels of the level
   * @param height in pixels of the level
   * @return width * height pixels, see the class; transparent outside the slide
   * @throws WsiException as {@link #getLevelWidth(int)}
   */
  public int[] readRegion(long x, long y, int level, int width, int height) {
    checkLevel(level);
    int[] argb = new int[Math.multiplyExact(width, height)];
    return call(
        () -> {
          functions.openslide_read_region(handle, argb, x, y, level, width, height);
          return argb;
        });
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (handle != null) {
        functions.openslide_close(handle);
        handle = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
