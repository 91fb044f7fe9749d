package org.wsispark.jobs.source;

/** The columns of a row that are known before anything is decoded, in Spark's inner form. */
interface TileValues {

  /** UTF8String, Integer, Double or null; not of a column that holds pixels. */
  Object value(TileColumn column);
}
