package org.wsispark.jobs.delta;

import java.sql.Timestamp;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Hands the values of Spark's rows to Parquet's writer, which keeps no reference to them. */
final class RowWriteSupport extends WriteSupport<Row> {
  /** By it Spark gives files that are read without their table the columns' comments. */
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  private final StructType schema;
  private RecordConsumer out;

  RowWriteSupport(StructType schema) {
    this.schema = schema;
  }

  /** Deprecated, but the one that a subclass must have and that the other calls. */
  @SuppressWarnings("deprecation")
  @Override
  public WriteContext init(Configuration conf) {
    return new WriteContext(ParquetTypes.of(schema), Map.of(SPARK_SCHEMA, schema.json()));
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    this.out = consumer;
  }

  @Override
  public void write(Row row) {
    out.startMessage();
    fields(schema, row);
    out.endMessage();
  }

  private void fields(StructType type, Row row) {
    StructField[] fields = type.fields();
    for (int i = 0; i < fields.length; i++) {
      Object value = row.get(i);
      if (value != null) {
        field(fields[i].name(), i, fields[i].dataType(), value);
      } else if (!fields[i].nullable()) {
        throw new IllegalArgumentException("a row has no value in column " + fields[i].name());
      }
    }
  }

  private void field(String name, int index, DataType type, Object value) {
    out.startField(name, index);
    value(type, value);
    out.endField(name, index);
  }

  private void value(DataType type, Object value) {
    if (type instanceof StructType struct) {
      out.startGroup();
      fields(struct, (Row) value);
      out.endGroup();
    } else if (type instanceof ArrayType array) {
      array(array, SparkValues.elements(value));
    } else if (type instanceof MapType map) {
      map(map, SparkValues.entries(value));
    } else {
      plain(value);
    }
  }

  private void array(ArrayType type, Object[] elements) {
    out.startGroup();
    if (elements.length > 0) {
      out.startField("list", 0);
      for (Object element : elements) {
        out.startGroup();
        if (element != null) {
          field("element", 0, type.elementType(), element);
        } else if (!type.containsNull()) {
          throw new IllegalArgumentException("a list of a row has an element without a value");
        }
        out.endGroup();
      }
      out.endField("list", 0);
    }
    out.endGroup();
  }

  private void map(MapType type, Map<?, ?> entries) {
    out.startGroup();
    if (!entries.isEmpty()) {
      out.startField("key_value", 0);
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        out.startGroup();
        field("key", 0, type.keyType(), entry.getKey());
        if (entry.getValue() != null) {
          field("value", 1, type.valueType(), entry.getValue());
        } else if (!type.valueContainsNull()) {
          throw new IllegalArgumentException("a map of a row has no value for " + entry.getKey());
        }
        out.endGroup();
      }
      out.endField("key_value", 0);
    }
    out.endGroup();
  }

  private void plain(Object value) {
    if (value instanceof String text) {
      out.addBinary(Binary.fromString(text));
    } else if (value instanceof byte[] bytes) {
      out.addBinary(Binary.fromConstantByteArray(bytes));
    } else if (value instanceof Boolean truth) {
      out.addBoolean(truth);
    } else if (value instanceof Integer number) {
      out.addInteger(number);
    } else if (value instanceof Long number) {
      out.addLong(number);
    } else if (value instanceof Float number) {
      out.addFloat(number);
    } else if (value instanceof Double number) {
      out.addDouble(number);
    } else {
      out.addLong(SparkValues.micros((Timestamp) value));
    }
  }
}
