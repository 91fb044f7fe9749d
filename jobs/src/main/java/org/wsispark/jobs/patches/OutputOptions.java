package org.wsispark.jobs.patches;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;

/** Where the rows go; decides no row. */
public record OutputOptions(
    @Key("Tables of the lake (delta), or plain Parquet with images and labels joined (parquet).")
        String format,
    @Key("Folder of plain Parquet: each set gets a folder of its name in it; only for parquet.")
        String out) {

  private static final String DELTA = "delta";
  private static final String PARQUET = "parquet";

  /** Checks that both go together. */
  public OutputOptions {
    if (!format.equals(DELTA) && !format.equals(PARQUET)) {
      throw OptionsError.badValue("format", format, "it is delta or parquet");
    }
    if (format.equals(PARQUET) && out.isBlank()) {
      throw OptionsError.badValue("out", "empty", "parquet needs a folder");
    }
    if (format.equals(DELTA) && !out.isBlank()) {
      throw OptionsError.badValue(
          "out", out, "only format parquet takes a folder: add --format parquet or leave it out");
    }
  }

  /** Into the lake. */
  public static OutputOptions defaults() {
    return new OutputOptions(DELTA, "");
  }

  /** Into plain files. */
  public static OutputOptions parquet(String folder) {
    return new OutputOptions(PARQUET, folder);
  }

  /** The folder of a set; empty for the lake. */
  Optional<PlainSet> plain(SparkSession spark, String patchSet) {
    return format.equals(PARQUET)
        ? Optional.of(new PlainSet(spark, out, patchSet))
        : Optional.empty();
  }
}
