package org.wsispark.jobs.source;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/**
 * What the SQL page of Spark's UI shows of a scan; each the sum over its tasks. Spark makes the
 * metrics anew by their classes' names, so each is a class with a constructor of its own.
 */
abstract class TileMetric extends CustomSumMetric {
  private final String name;
  private final String description;

  private TileMetric(String name, String description) {
    this.name = name;
    this.description = description;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  /** All of them. */
  static CustomMetric[] all() {
    return new CustomMetric[] {
      new Tiles(),
      new MissingTiles(),
      new BytesRead(),
      new StoreRequests(),
      new StoreBytes(),
      new DecodeTime(),
      new EncodeTime(),
      new SlidesOpened(),
      new TilesFailed(),
      new SlidesDescribed(),
      new SlidesFailed()
    };
  }

  /** The value of one metric in one task or on the driver. */
  CustomTaskMetric value(long value) {
    return new Value(name, value);
  }

  private record Value(String name, long value) implements CustomTaskMetric {}

  /** Scanner tiles. */
  public static final class Tiles extends TileMetric {
    /** For Spark. */
    public Tiles() {
      super("tiles", "scanner tiles decoded");
    }
  }

  /** Missing tiles. */
  public static final class MissingTiles extends TileMetric {
    /** For Spark. */
    public MissingTiles() {
      super("missingTiles", "tiles the slide does not hold, white");
    }
  }

  /** Bytes. */
  public static final class BytesRead extends TileMetric {
    /** For Spark. */
    public BytesRead() {
      super("bytesRead", "compressed bytes of tiles read");
    }
  }

  /** Requests to a store. */
  public static final class StoreRequests extends TileMetric {
    /** For Spark. */
    public StoreRequests() {
      super("storeRequests", "ranges asked of an object store");
    }
  }

  /** Bytes from a store. */
  public static final class StoreBytes extends TileMetric {
    /** For Spark. */
    public StoreBytes() {
      super("storeBytes", "bytes asked of an object store, directories included");
    }
  }

  /** Time to pixels. */
  public static final class DecodeTime extends TileMetric {
    /** For Spark. */
    public DecodeTime() {
      super("decodeTime", "time to read and decode (ms)");
    }
  }

  /** Time from pixels. */
  public static final class EncodeTime extends TileMetric {
    /** For Spark. */
    public EncodeTime() {
      super("encodeTime", "time to encode images (ms)");
    }
  }

  /** Slides opened by tasks. */
  public static final class SlidesOpened extends TileMetric {
    /** For Spark. */
    public SlidesOpened() {
      super("slidesOpened", "slides opened to decode");
    }
  }

  /** Tiles that could not be read. */
  public static final class TilesFailed extends TileMetric {
    /** For Spark. */
    public TilesFailed() {
      super("tilesFailed", "rows whose pixels could not be read");
    }
  }

  /** Slides opened for the plan. */
  public static final class SlidesDescribed extends TileMetric {
    /** For Spark. */
    public SlidesDescribed() {
      super("slidesDescribed", "slides opened to plan");
    }
  }

  /** Slides that could not be read. */
  public static final class SlidesFailed extends TileMetric {
    /** For Spark. */
    public SlidesFailed() {
      super("slidesFailed", "slides that could not be planned and are left out");
    }
  }
}
