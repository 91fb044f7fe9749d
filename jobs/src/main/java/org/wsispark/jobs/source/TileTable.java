package org.wsispark.jobs.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Slides as a table that can be read. Lives on the driver; keeps what it has learned of slides. */
final class TileTable implements SupportsRead {
  private final SparkSession spark;
  private final Map<String, String> options;
  private final SlideDescriptions descriptions = new SlideDescriptions();

  TileTable(SparkSession spark, Map<String, String> options) {
    this.spark = spark;
    this.options = Map.copyOf(options);
  }

  /** A path of the catalog; {@code defaults} are its options. */
  static TileTable at(SparkSession spark, Map<String, String> defaults, String path) {
    Map<String, String> options = new HashMap<>(defaults);
    options.put(SourceKey.PATH.text(), path);
    TileTable table = new TileTable(spark, options);
    table.checkPaths();
    return table;
  }

  /** Refuses wrong options and paths that name nothing, before a query is made. */
  void checkPaths() {
    listing(SourceOptions.of(new CaseInsensitiveStringMap(options))).checkPaths();
  }

  @Override
  public String name() {
    return WsiDataSource.NAME;
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(TileColumn.values())
        .map(
            column ->
                Column.create(
                    column.text(),
                    column.type(),
                    column != TileColumn.SLIDE,
                    column.comment(),
                    null))
        .toArray(Column[]::new);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  /** {@code more} are the options of the query, which win. */
  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap more) {
    Map<String, String> all =
        new HashMap<>(new CaseInsensitiveStringMap(options).asCaseSensitiveMap());
    more.asCaseSensitiveMap()
        .forEach(
            (key, value) -> {
              all.keySet().removeIf(known -> known.equalsIgnoreCase(key));
              all.put(key, value);
            });
    return new TileScanBuilder(this, SourceOptions.of(new CaseInsensitiveStringMap(all)));
  }

  SparkSession spark() {
    return spark;
  }

  SlideDescriptions descriptions() {
    return descriptions;
  }

  SlideListing listing(SourceOptions of) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    return new SlideListing(hadoop, of);
  }
}
