package org.wsispark.jobs.source;

import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.wsispark.slide.ReadStats;
import org.wsispark.slide.SlideReader;

/** What one task has done so far. */
final class TileCounts {
  private SlideReader open;
  private long tiles;
  private long missing;
  private long bytes;
  private long requests;
  private long storeBytes;
  private long decodeNanos;
  private long encodeNanos;
  private long slides;
  private long failed;

  /** A slide was opened; what it reads counts from now on. */
  void opened(SlideReader reader) {
    open = reader;
    slides++;
  }

  /** The slide is about to be closed. */
  void closing() {
    ReadStats stats = current();
    tiles += stats.tilesDecoded();
    missing += stats.missingTiles();
    bytes += stats.compressedBytes();
    requests += stats.source().requests();
    storeBytes += stats.source().bytes();
    open = null;
  }

  private ReadStats current() {
    return open == null ? ReadStats.NONE : open.stats();
  }

  void decoded(long nanos) {
    decodeNanos += nanos;
  }

  void encoded(long nanos) {
    encodeNanos += nanos;
  }

  void failed() {
    failed++;
  }

  CustomTaskMetric[] metrics() {
    ReadStats stats = current();
    return new CustomTaskMetric[] {
      new TileMetric.Tiles().value(tiles + stats.tilesDecoded()),
      new TileMetric.MissingTiles().value(missing + stats.missingTiles()),
      new TileMetric.BytesRead().value(bytes + stats.compressedBytes()),
      new TileMetric.StoreRequests().value(requests + stats.source().requests()),
      new TileMetric.StoreBytes().value(storeBytes + stats.source().bytes()),
      new TileMetric.DecodeTime().value(TimeUnit.NANOSECONDS.toMillis(decodeNanos)),
      new TileMetric.EncodeTime().value(TimeUnit.NANOSECONDS.toMillis(encodeNanos)),
      new TileMetric.SlidesOpened().value(slides),
      new TileMetric.TilesFailed().value(failed)
    };
  }
}
