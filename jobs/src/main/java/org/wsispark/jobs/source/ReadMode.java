package org.wsispark.jobs.source;

/** What becomes of a slide or a tile that cannot be read; Spark's own names. */
enum ReadMode {
  /** The query ends with the reason. */
  FAILFAST,
  /** A row takes its place, with the reason in the column {@code error}. */
  PERMISSIVE,
  /** It is left out, and counted in the metrics. */
  DROPMALFORMED
}
