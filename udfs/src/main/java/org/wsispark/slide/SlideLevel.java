package org.wsispark.slide;

import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;

/**
 * One resolution of a slide.
 *
 * @param index from 0, which is the finest
 * @param width in pixels of the level
 * @param height in pixels of the level
 * @param downsample level-0 pixels per pixel of the level: the exact ratio of the sizes
 * @param tiles its tiles, in pixels of the level
 * @param compression how its tiles are stored, such as {@code JPEG} or {@code JPEG 2000}
 * @param bytes where its compressed bytes lie
 */
public record SlideLevel(
    int index,
    int width,
    int height,
    Downsample downsample,
    TileGrid tiles,
    String compression,
    ByteHistogram bytes) {

  /**
   * The whole level.
   *
   * @return in pixels of the level
   */
  public PixelRect bounds() {
    return new PixelRect(0, 0, width, height);
  }
}
