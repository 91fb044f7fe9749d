package org.wsispark.slide.openslide;

/**
 * Where to start reading so that OpenSlide does not interpolate, on one axis of one level.
 *
 * <p>OpenSlide takes a corner in whole level-0 pixels; the corner of most pixels of a level whose
 * downsample is 4.0003 is none, and then all pixels are mixed of two. What a level's pixels are is
 * seen when the level is read whole from 0, which OpenSlide does in chunks of 4096 pixels of its
 * own. A read that starts on the same fraction of a pixel as its chunk gives the same bits, so this
 * looks for such a start a little before the wanted pixel; the chunk's own start always is one.
 *
 * @param downsample level-0 pixels per pixel of the level, as OpenSlide says
 */
record LevelAxis(double downsample) {
  /** Side of the chunks, in pixels of the level: {@code d} of openslide_read_region. */
  static final int CHUNK = 4096;

  /** How far back a start is looked for; further back the whole chunk is the better read. */
  private static final int LARGEST_SKIP = 64;

  /** Of a pixel. The weights of OpenSlide's interpolation have 7 bits, so this is no step. */
  private static final double SAME_FRACTION = 1.0 / 2048;

  /**
   * A place to start.
   *
   * @param level0 position in level-0 pixels
   * @param levelPx the pixel of the level that is read first from there
   */
  record Start(long level0, int levelPx) {}

  /** The start of a chunk, by the arithmetic of openslide_read_region. */
  Start chunkStart(int levelPx) {
    int first = levelPx / CHUNK * CHUNK;
    return new Start((long) (first * downsample), first);
  }

  /** A start at or shortly before a pixel; that of its chunk when there is no nearer one. */
  Start startFor(int levelPx) {
    Start chunk = chunkStart(levelPx);
    int last = Math.max(chunk.levelPx() + 1, levelPx - LARGEST_SKIP);
    for (int px = levelPx; px >= last; px--) {
      double exact = (px - chunk.levelPx()) * downsample;
      double whole = Math.rint(exact);
      if (Math.abs(whole - exact) < SAME_FRACTION * downsample) {
        return new Start(chunk.level0() + (long) whole, px);
      }
    }
    return chunk;
  }

  /** Whether a start is so far before the pixel that the chunk is better read whole, and kept. */
  static boolean isFar(Start start, int levelPx) {
    return levelPx - start.levelPx() > LARGEST_SKIP;
  }
}
