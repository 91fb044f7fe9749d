package org.wsispark.jobs.source;

import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A slide that could not be described.
 *
 * @param slide its URI
 * @param error what is wrong and what to do
 */
record FailedSlide(String slide, String error) implements TileValues, Serializable {

  @Override
  public Object value(TileColumn column) {
    return column == TileColumn.SLIDE ? UTF8String.fromString(slide) : null;
  }
}
