package org.wsispark.jobs.testing;

import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows of the lake's tables made by hand, by the names of their columns. */
public final class LakeRows {
  private LakeRows() {}

  /**
   * A row.
   *
   * @param values by column; a column that is not named is null
   * @throws IllegalArgumentException when it must not be null, or there is no such column
   */
  public static Row row(StructType schema, Map<String, Object> values) {
    Object[] row = new Object[schema.fields().length];
    int used = 0;
    for (StructField field : schema.fields()) {
      Object value = values.get(field.name());
      if (value == null && !field.nullable()) {
        throw new IllegalArgumentException(field.name() + " must be given");
      }
      row[schema.fieldIndex(field.name())] = value;
      used += value == null ? 0 : 1;
    }
    if (used != values.size()) {
      throw new IllegalArgumentException("other columns than " + schema.simpleString());
    }
    return RowFactory.create(row);
  }
}
