package org.wsispark.jobs.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Spark's rows as Kernel wants them: by column. Kernel writes what it gets, so NOT NULL is held
 * here.
 */
record RowBatch(StructType schema, List<Row> rows) implements ColumnarBatch {

  RowBatch {
    for (StructField field : schema.fields()) {
      int column = schema.indexOf(field.getName());
      if (!field.isNullable() && rows.stream().anyMatch(row -> row.isNullAt(column))) {
        throw new IllegalArgumentException("a row has no value in column " + field.getName());
      }
    }
  }

  @Override
  public StructType getSchema() {
    return schema;
  }

  @Override
  public int getSize() {
    return rows.size();
  }

  @Override
  public ColumnVector getColumnVector(int column) {
    return new ValueVector(
        schema.at(column).getDataType(), rows.stream().map(row -> row.get(column)).toArray());
  }
}
