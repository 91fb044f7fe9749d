package org.wsispark.slide;

import org.wsispark.geometry.PixelRect;

/**
 * A tile as the scanner stored it, made a complete JPEG stream without decoding it. Any decoder
 * gives the pixels of {@link SlideReader#read(int, PixelRect)} for it: quantized values, and so
 * pixels, are the scanner's. It holds nothing but the image: no comments, no data of applications.
 *
 * @param column of the tile, from 0
 * @param row of the tile, from 0
 * @param stored the pixels of the stream, in pixels of the level; at the right and lower edge some
 *     lie outside the level and hold whatever the scanner put there
 * @param shown the part of {@code stored} that lies in the level
 * @param jpeg the stream; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record EncodedTile(int column, int row, PixelRect stored, PixelRect shown, byte[] jpeg) {

  /**
   * Whether the whole stream is slide.
   *
   * @return false for a tile that reaches over an edge of the level
   */
  public boolean isWhole() {
    return stored.equals(shown);
  }
}
