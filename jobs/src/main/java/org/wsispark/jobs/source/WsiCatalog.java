package org.wsispark.jobs.source;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.wsispark.errors.WsiException;

/**
 * Makes {@code SELECT ... FROM wsi.`/slides/*.svs`} mean what the same path means to the data
 * source, options by {@code WITH (mpp = 0.5)}: a catalog whose tables are paths. Spark reads files
 * by name only for its own formats, so sources of others do it this way: {@code
 * spark.sql.catalog.wsi=org.wsispark.jobs.source.WsiCatalog}. Options beside it, {@code
 * spark.sql.catalog.wsi.mpp=0.5}, are the defaults of its tables.
 */
public final class WsiCatalog implements TableCatalog {
  private String name;
  private Map<String, String> defaults;

  /** For Spark. */
  public WsiCatalog() {}

  @Override
  public void initialize(String catalog, CaseInsensitiveStringMap options) {
    name = catalog;
    defaults = Map.copyOf(options.asCaseSensitiveMap());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String[] defaultNamespace() {
    return new String[0];
  }

  @Override
  public Table loadTable(Identifier path) throws NoSuchTableException {
    if (path.namespace().length > 0) {
      throw new NoSuchTableException(path);
    }
    return TileTable.at(SparkSession.active(), defaults, path.name());
  }

  /** Every path is a table and none is registered. */
  @Override
  public Identifier[] listTables(String[] namespace) {
    return new Identifier[0];
  }

  @Override
  public Table alterTable(Identifier path, TableChange... changes) {
    throw readOnly(path);
  }

  @Override
  public boolean dropTable(Identifier path) {
    throw readOnly(path);
  }

  @Override
  public void renameTable(Identifier from, Identifier to) {
    throw readOnly(from);
  }

  private static WsiException readOnly(Identifier path) {
    return WsiException.of(SourceError.READ_ONLY, "slides can be read only")
        .inSlide(path.name())
        .remedy("Write the rows to a table of your own");
  }
}
