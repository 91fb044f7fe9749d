package org.wsispark.jobs.io;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Rational;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.RunLength;

/** Reads rows of {@code tissue}. */
public final class TissueRow {
  private TissueRow() {}

  /**
   * The rows of one config, or all when none is named; those of present bytes have the slide's
   * source_id.
   */
  public static TableRows ofConfig(SparkSession spark, Lake lake, String config) {
    lake.need(spark, LakeTable.TISSUE, "wsispark tissue");
    TableRows tissue = TableRows.of(spark, lake, LakeTable.TISSUE);
    return config.isEmpty() ? tissue : tissue.where("config", config);
  }

  /** The mask of a row that has at least mask, downsample_x, downsample_y and mpp. */
  public static TissueMask mask(Row row) {
    return new TissueMask(
        RunLength.decode(row.getAs("mask")),
        new Downsample(
            Rational.parse(row.getAs("downsample_x")), Rational.parse(row.getAs("downsample_y"))),
        new Mpp(row.<Double>getAs("mpp")));
  }
}
