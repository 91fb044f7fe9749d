package org.wsispark.jobs.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/**
 * Reads the rows of one state of a table that meet equalities.
 *
 * @param snapshot the state
 * @param columns of the result, in this order, as Spark has them
 * @param where values that a text column may have, by column
 */
record TableScan(
    Engine engine,
    Snapshot snapshot,
    org.apache.spark.sql.types.StructType columns,
    Map<String, Set<String>> where) {
  /** Files are read one after the other, and each costs a store two or three requests. */
  private static final int MOST_FILES = 32;

  /** About as much as is read in the time that a Spark job takes to begin. */
  private static final long MOST_BYTES = 128L << 20;

  /** None when there is too much to read here. */
  Optional<List<org.apache.spark.sql.Row>> rows() {
    Scan scan = snapshot.getScanBuilder().withReadSchema(readSchema()).build();
    Row state = scan.getScanState(engine);
    List<Row> files = new ArrayList<>();
    long bytes = 0;
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row file = rows.next();
            files.add(file);
            bytes += InternalScanFileUtils.getAddFileStatus(file).getSize();
            if (files.size() > MOST_FILES || bytes > MOST_BYTES) {
              return Optional.empty();
            }
          }
        }
      }
      List<org.apache.spark.sql.Row> found = new ArrayList<>();
      for (Row file : files) {
        read(state, file, found);
      }
      return Optional.of(found);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + snapshot.getPath(), e);
    }
  }

  /** The result's columns, and those of the equalities behind them. */
  private StructType readSchema() {
    List<StructField> fields = new ArrayList<>();
    for (String column : columns.fieldNames()) {
      fields.add(field(column));
    }
    for (String column : where.keySet()) {
      if (!List.of(columns.fieldNames()).contains(column)) {
        fields.add(field(column));
      }
    }
    return new StructType(fields);
  }

  private StructField field(String column) {
    StructField field = snapshot.getSchema().get(column);
    if (field == null) {
      throw new IllegalStateException(
          "the table %s has no column %s; another version of wsispark made it"
              .formatted(snapshot.getPath(), column));
    }
    return field;
  }

  private void read(Row state, Row file, List<org.apache.spark.sql.Row> into) throws IOException {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(
            engine,
            state,
            file,
            engine
                .getParquetHandler()
                .readParquetFiles(
                    Utils.singletonCloseableIterator(status),
                    ScanStateRow.getPhysicalDataReadSchema(state),
                    Optional.empty())
                .map(FileReadResult::getData))) {
      while (batches.hasNext()) {
        take(batches.next(), into);
      }
    }
  }

  private void take(FilteredColumnarBatch batch, List<org.apache.spark.sql.Row> into) {
    List<ColumnVector> vectors = new ArrayList<>();
    for (String column : columns.fieldNames()) {
      vectors.add(vector(batch, column));
    }
    Map<ColumnVector, Set<String>> equalities = new LinkedHashMap<>();
    where.forEach((column, oneOf) -> equalities.put(vector(batch, column), oneOf));
    for (int row = 0; row < batch.getData().getSize(); row++) {
      if (isLive(batch, row) && meets(equalities, row)) {
        Object[] values = new Object[vectors.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = VectorValues.value(vectors.get(i), row);
        }
        into.add(new GenericRowWithSchema(values, columns));
      }
    }
  }

  /** Rows can be deleted without their file. */
  private static boolean isLive(FilteredColumnarBatch batch, int row) {
    return batch
        .getSelectionVector()
        .map(selection -> !selection.isNullAt(row) && selection.getBoolean(row))
        .orElse(true);
  }

  private static ColumnVector vector(FilteredColumnarBatch batch, String column) {
    return batch.getData().getColumnVector(batch.getData().getSchema().indexOf(column));
  }

  private static boolean meets(Map<ColumnVector, Set<String>> equalities, int row) {
    for (Map.Entry<ColumnVector, Set<String>> equality : equalities.entrySet()) {
      ColumnVector vector = equality.getKey();
      if (vector.isNullAt(row) || !equality.getValue().contains(vector.getString(row))) {
        return false;
      }
    }
    return true;
  }
}
