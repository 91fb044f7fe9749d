package org.wsispark.jobs.source;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * {@code spark.read.format("wsi")}: whole-slide images as a row per tile. docs/sql.md has its
 * options and columns.
 */
public final class WsiDataSource implements TableProvider, DataSourceRegister {
  static final String NAME = "wsi";

  /** For Spark. */
  public WsiDataSource() {}

  @Override
  public String shortName() {
    return NAME;
  }

  /**
   * The columns are the same for all slides; the options are checked here, before anything else.
   */
  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    SourceOptions.of(options);
    return TileColumn.schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    TileTable table = new TileTable(SparkSession.active(), properties);
    table.checkPaths();
    return table;
  }
}
