package org.wsispark.slide;

import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/**
 * An open slide. One reader belongs to one thread at a time; a task opens its own, which is cheap.
 * Closing it closes the byte source it was opened on and frees native memory.
 */
public interface SlideReader extends AutoCloseable {

  /**
   * What the slide is.
   *
   * @return the same description for the reader's whole life
   */
  SlideInfo info();

  /**
   * Reads pixels of one level as they are stored; nothing is interpolated.
   *
   * @param level from 0
   * @param levelRect in pixels of that level; parts outside the level, and tiles the slide does not
   *     hold, are white
   * @return an image of the rectangle's size
   * @throws WsiException {@link SlideError#NO_SUCH_LEVEL}; {@link SlideError#BAD_TILE} when a tile
   *     does not decode; {@link SlideError#LIMIT} when the rectangle is larger than an array; as
   *     {@link ByteSource#read(long, int)}
   */
  RgbImage read(int level, PixelRect levelRect);

  /**
   * Reads pixels of one level into an image that is there. Whoever reads patch after patch saves
   * the fresh memory that {@link #read(int, PixelRect)} takes for each.
   *
   * @param level from 0
   * @param levelRect as {@link #read(int, PixelRect)} takes it
   * @param into has the rectangle's size and gets what {@link #read(int, PixelRect)} gives; every
   *     pixel of it is set, and when this throws they are undefined
   * @throws WsiException as {@link #read(int, PixelRect)}
   * @throws IllegalArgumentException when {@code into} has another size
   */
  void read(int level, PixelRect levelRect, RgbImage into);

  /**
   * Says that a rectangle will be read soon. A reader over a remote store starts to fetch its tiles
   * in the background; the default does nothing. Announce only what will be read, in the order in
   * which it will be read: its bytes are held until then.
   *
   * @param level from 0
   * @param levelRect as {@link #read(int, PixelRect)} will be given it
   * @return false when no room is left for more; the rectangle may be announced again later
   * @throws WsiException {@link SlideError#NO_SUCH_LEVEL}
   */
  default boolean prefetch(int level, PixelRect levelRect) {
    return true;
  }

  /**
   * Reads an associated image whole.
   *
   * @param name as in {@link SlideInfo#associated()}
   * @return the image
   * @throws WsiException {@link SlideError#NO_SUCH_IMAGE}; otherwise as {@link #read(int,
   *     PixelRect)}
   */
  RgbImage associated(String name);

  /**
   * The tiles of a level as they are stored, as complete JPEG streams.
   *
   * @param level from 0
   * @return valid until the reader is closed
   * @throws WsiException {@link SlideError#NO_SUCH_LEVEL}; {@link SlideError#NO_PASS_THROUGH} when
   *     the tiles are no JPEG, or the format of the slide does not show them; {@link
   *     SlideError#BAD_TILE} when the tables that its tiles share are damaged
   */
  default EncodedTiles encodedTiles(int level) {
    throw WsiException.of(
            SlideError.NO_PASS_THROUGH,
            "slides of vendor %s do not show their tiles as they are stored",
            info().vendor())
        .at("level " + level)
        .remedy("Encode its pixels instead, as jpeg, png or raw");
  }

  /**
   * The ICC profile of level 0. It may name a device and a date, so it is no part of {@link
   * #info()}, and what is made public passes it on with care.
   *
   * @return its bytes as the slide holds them, unchecked; empty when there is none
   * @throws WsiException as {@link ByteSource#read(long, int)}
   */
  default Optional<byte[]> iccProfile() {
    return Optional.empty();
  }

  /**
   * What was read so far.
   *
   * @return a snapshot
   */
  ReadStats stats();

  @Override
  void close();
}
