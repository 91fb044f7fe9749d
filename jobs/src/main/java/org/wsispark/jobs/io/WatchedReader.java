package org.wsispark.jobs.io;

import java.util.Optional;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.EncodedTiles;
import org.wsispark.slide.ReadStats;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideReader;

/** A reader whose slide is noted as open until it is closed. */
final class WatchedReader implements SlideReader {
  private final SlideReader reader;
  private final InFlight.Entry entry;
  private boolean closed;

  WatchedReader(SlideReader reader, InFlight.Entry entry) {
    this.reader = reader;
    this.entry = entry;
  }

  @Override
  public SlideInfo info() {
    return reader.info();
  }

  @Override
  public RgbImage read(int level, PixelRect levelRect) {
    return reader.read(level, levelRect);
  }

  @Override
  public void read(int level, PixelRect levelRect, RgbImage into) {
    reader.read(level, levelRect, into);
  }

  @Override
  public boolean prefetch(int level, PixelRect levelRect) {
    return reader.prefetch(level, levelRect);
  }

  @Override
  public EncodedTiles encodedTiles(int level) {
    return reader.encodedTiles(level);
  }

  @Override
  public Optional<byte[]> iccProfile() {
    return reader.iccProfile();
  }

  @Override
  public RgbImage associated(String name) {
    return reader.associated(name);
  }

  @Override
  public ReadStats stats() {
    return reader.stats();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (entry) {
      reader.close();
    }
  }
}
