package org.wsispark.slide.openslide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.ReadStats;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideReader;

/**
 * A slide read by OpenSlide. Pixels follow the contract of {@link SlideReader}: those of a level
 * are never interpolated, and what OpenSlide leaves transparent is white. mpp is the mean of the
 * axes' and unknown when they differ by more than 1 %. Tiles are the slide's own where OpenSlide
 * names them, else a planned grid of 512 px; compressed bytes are the files' size spread evenly
 * over all pixels of all levels, and so is what {@link #stats()} says was read. Of the properties
 * only numbers of an allow-list are kept. After a failure OpenSlide gives nothing more of a slide,
 * so the slide is opened again for the next read: what is sound can still be read.
 */
public final class OpenSlideReader implements SlideReader {
  /** Pixels of an associated image, as those of other files: 256 MiB of RGB. */
  private static final int MOST_ASSOCIATED = (256 << 20) / 3;

  /** Scanners write up to 13 MB. */
  private static final int MOST_PROFILE = 64 << 20;

  private final OpenSlideLibrary library;
  private final SlideFile file;
  private final SlideInfo info;
  private final List<LevelPixels> levels = new ArrayList<>();
  private final TileTally tally = new TileTally();
  private OpenSlide slide;
  private int lastLevel;
  private boolean failed;
  private boolean closed;

  private OpenSlideReader(OpenSlideLibrary library, OpenSlide slide, SlideFile file) {
    this.library = library;
    this.slide = slide;
    this.file = file;
    this.info = OpenSlideDescription.of(slide, file.bytes(), file.name());
    makeLevels();
  }

  /**
   * Opens a slide.
   *
   * @param library that was found
   * @param file goes to the reader, which closes it; closed here when opening fails
   * @return a reader, to be closed by the caller
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_REFUSED}, {@link
   *     OpenSlideError#OPENSLIDE_FAILED}; {@link SlideError#LIMIT} for a level whose side is no int
   */
  public static SlideReader open(OpenSlideLibrary library, SlideFile file) {
    OpenSlide slide = null;
    try {
      slide = library.open(file.path(), file.name());
      return new OpenSlideReader(library, slide, file);
    } catch (RuntimeException | Error e) {
      if (slide != null) {
        slide.close();
      }
      closeAfter(file, e);
      throw e;
    }
  }

  private void makeLevels() {
    levels.clear();
    info.levels().forEach(level -> levels.add(new LevelPixels(slide, level, tally)));
  }

  /** Reads from the slide, which is opened again when the read before failed. */
  private <T> T ofSlide(Supplier<T> read) {
    checkOpen();
    if (failed) {
      slide.close();
      slide = library.open(file.path(), file.name());
      makeLevels();
      failed = false;
    }
    try {
      return read.get();
    } catch (WsiException e) {
      failed = e.code() == OpenSlideError.OPENSLIDE_FAILED;
      throw e;
    }
  }

  private static void closeAfter(SlideFile file, Throwable first) {
    try {
      file.close();
    } catch (WsiException second) {
      first.addSuppressed(second);
    }
  }

  @Override
  public SlideInfo info() {
    return info;
  }

  @Override
  public RgbImage read(int level, PixelRect levelRect) {
    checkLevel(level);
    if (levelRect.area() * 3 > Integer.MAX_VALUE - 8) {
      throw WsiException.of(
              SlideError.LIMIT,
              "%dx%d pixels are more than one image holds",
              levelRect.width(),
              levelRect.height())
          .inSlide(file.name())
          .at("level " + level)
          .remedy("Read it in parts, or from a coarser level");
    }
    RgbImage out = RgbImage.black(levelRect.width(), levelRect.height());
    read(level, levelRect, out);
    return out;
  }

  @Override
  public void read(int level, PixelRect levelRect, RgbImage into) {
    checkLevel(level);
    if (level != lastLevel) {
      levels.get(lastLevel).forget();
      lastLevel = level;
    }
    ofSlide(
        () -> {
          levels.get(level).read(levelRect, into);
          return into;
        });
  }

  private void checkLevel(int level) {
    checkOpen();
    if (level < 0 || level >= levels.size()) {
      throw WsiException.of(
              SlideError.NO_SUCH_LEVEL, "level %d of a slide with %d", level, levels.size())
          .inSlide(file.name())
          .remedy("Levels count from 0");
    }
  }

  @Override
  public RgbImage associated(String name) {
    return ofSlide(
        () -> {
          List<Long> size = slide.getAssociatedImageSize(name);
          int[] argb = slide.readAssociatedImage(name, MOST_ASSOCIATED);
          return PremultipliedPixels.onWhite(
              argb, Math.toIntExact(size.get(0)), Math.toIntExact(size.get(1)));
        });
  }

  @Override
  public Optional<byte[]> iccProfile() {
    return ofSlide(() -> slide.readIccProfile(MOST_PROFILE));
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the reader of " + file.name() + " is closed");
    }
  }

  @Override
  public ReadStats stats() {
    return tally.snapshot();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      levels.forEach(LevelPixels::forget);
      slide.close();
      file.close();
    }
  }
}
