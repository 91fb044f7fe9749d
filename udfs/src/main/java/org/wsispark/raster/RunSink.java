package org.wsispark.raster;

/** Takes runs of pixels in any order; runs may overlap. */
@FunctionalInterface
public interface RunSink {

  /**
   * Takes a run of one row.
   *
   * @param y row
   * @param from first column, inclusive
   * @param to last column, exclusive
   */
  void run(int y, int from, int to);
}
