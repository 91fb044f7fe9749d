package org.wsispark.jobs.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.source.SlideDescriber.Described;

/** One query over slides. Plans once, however often Spark asks. */
final class TileScan implements Scan, Batch {
  /** With a limit slides are described in steps, which grow by this. */
  private static final int STEP = 4;

  private final TileTable table;
  private final SourceOptions options;
  private final StructType schema;
  private final List<Predicate> pushed;
  private final TileFilter filter;
  private final long limit;
  private InputPartition[] partitions;
  private long described;
  private long failed;

  TileScan(
      TileTable table,
      SourceOptions options,
      StructType schema,
      List<Predicate> pushed,
      TileFilter filter,
      long limit) {
    this.table = table;
    this.options = options;
    this.schema = schema;
    this.pushed = List.copyOf(pushed);
    this.filter = filter;
    this.limit = limit;
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public String description() {
    String filters =
        pushed.stream().map(Predicate::toString).collect(Collectors.joining(", ", "[", "]"));
    return "%s %s, %s, PushedFilters: %s%s"
        .formatted(
            WsiDataSource.NAME,
            options.references() == null ? options.paths() : options.references(),
            options.resolution(),
            filters,
            limit == Long.MAX_VALUE ? "" : ", PushedLimit: " + limit);
  }

  @Override
  public synchronized InputPartition[] planInputPartitions() {
    if (partitions == null) {
      partitions = plan();
    }
    return partitions.clone();
  }

  private InputPartition[] plan() {
    SparkSession spark = table.spark();
    boolean tissueInRows = Arrays.asList(schema.fieldNames()).contains(tissueName());
    boolean tissue =
        tissueInRows || options.minTissueFraction() > 0 || filter.uses(TileColumn.TISSUE_FRACTION);
    SlideDescriber describer = new SlideDescriber(files(spark), options.mppOverride(), tissue);
    Optional<TileReferences> references =
        Optional.ofNullable(options.references())
            .map(folder -> TileReferences.read(spark, folder, options.patchSet()));
    TilePlanner planner = new TilePlanner(options, filter, limit, tissueInRows, references);
    List<FoundFile> found =
        references.map(TileReferences::files).orElseGet(() -> table.listing(options).files());
    List<FoundFile> files = found.stream().filter(file -> filter.mayHold(file.uri())).toList();
    long before = table.descriptions().opened();
    int step = limit == Long.MAX_VALUE ? Math.max(1, files.size()) : STEP;
    for (int from = 0; from < files.size() && !planner.isFull(); step *= STEP) {
      int to = (int) Math.min(files.size(), (long) from + step);
      List<Described> some = table.descriptions().of(spark, files.subList(from, to), describer);
      some.forEach(planner::add);
      from = to;
    }
    described = table.descriptions().opened() - before;
    failed = planner.dropped();
    return planner
        .partitions(spark.sparkContext().defaultParallelism())
        .toArray(InputPartition[]::new);
  }

  private SlideFiles files(SparkSession spark) {
    SlideFiles files = SlideFiles.of(spark);
    return options.crashNotes() == null
        ? files
        : files.noting(Lake.of(options.crashNotes()).root(), spark.sparkContext().applicationId());
  }

  private static String tissueName() {
    return TileColumn.TISSUE_FRACTION.text();
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new TileReaderFactory(files(table.spark()), options, schema);
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return TileMetric.all();
  }

  @Override
  public synchronized CustomTaskMetric[] reportDriverMetrics() {
    return new CustomTaskMetric[] {
      new TileMetric.SlidesDescribed().value(described), new TileMetric.SlidesFailed().value(failed)
    };
  }
}
