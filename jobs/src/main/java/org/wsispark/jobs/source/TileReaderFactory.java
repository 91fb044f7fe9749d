package org.wsispark.jobs.source;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.wsispark.jobs.io.SlideFiles;

/**
 * Travels to the tasks.
 *
 * @param files how slides are opened
 * @param options of the reader
 * @param schema columns that are wanted
 */
record TileReaderFactory(SlideFiles files, SourceOptions options, StructType schema)
    implements PartitionReaderFactory {
  private static final long serialVersionUID = 1L;

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new TilePartitionReader(
        files, options, new TileRow(schema, options), (TilePartition) partition);
  }
}
