package org.wsispark.jobs.io;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How files with images are laid out. Row groups have 32 to 64 MB, as much as a reader that wants
 * some patches should have to hold. JPEG and PNG do not get smaller by another codec, nor do two of
 * them share a dictionary, and the least and the greatest image tell nothing; so all of these are
 * off for the bytes of images.
 */
public final class ParquetLayout {
  /** Pages are written as they are. */
  public static final String IMAGE_CODEC = "uncompressed";

  /** Most bytes of a row group; only the last one of a file is much smaller. */
  public static final long ROW_GROUP_BYTES = 64L << 20;

  private static final String KEYS = "patch_set,patch_id,slide_id";

  private ParquetLayout() {}

  /** Properties of a Delta table whose rows are never changed. */
  static Map<String, String> images(String blob) {
    Map<String, String> properties = new LinkedHashMap<>(labels(blob));
    properties.put("delta.appendOnly", "true");
    properties.putAll(writing(blob));
    return properties;
  }

  /** Properties of a narrow Delta table. */
  static Map<String, String> labels(String blob) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("delta.dataSkippingStatsColumns", KEYS);
    properties.putAll(opaque(blob));
    return properties;
  }

  /**
   * Settings of the Parquet writer for a column of images. Delta hands a table's properties to it;
   * for plain files they are options. A row of 8192 px can have 100 MB, so that the writer looks at
   * what it holds after every few rows and not only after a hundred.
   */
  public static Map<String, String> writing(String blob) {
    Map<String, String> settings = new LinkedHashMap<>(opaque(blob));
    settings.put("parquet.block.size", Long.toString(ROW_GROUP_BYTES));
    settings.put("parquet.block.size.row.check.min", "4");
    settings.put("parquet.page.size.row.check.min", "4");
    return settings;
  }

  /** Settings for a further column of encoded bytes. */
  public static Map<String, String> opaque(String blob) {
    return Map.of(
        "parquet.enable.dictionary#" + blob, "false",
        "parquet.column.statistics.enabled#" + blob, "false");
  }
}
