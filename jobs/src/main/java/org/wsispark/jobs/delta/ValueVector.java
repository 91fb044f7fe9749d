package org.wsispark.jobs.delta;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Values of one column as Spark's rows hold them. */
final class ValueVector implements ColumnVector {
  private final DataType type;
  private final Object[] values;

  ValueVector(DataType type, Object[] values) {
    this.type = type;
    this.values = values;
  }

  @Override
  public DataType getDataType() {
    return type;
  }

  @Override
  public int getSize() {
    return values.length;
  }

  @Override
  public void close() {}

  @Override
  public boolean isNullAt(int row) {
    return values[row] == null;
  }

  @Override
  public boolean getBoolean(int row) {
    return (Boolean) values[row];
  }

  @Override
  public int getInt(int row) {
    return (Integer) values[row];
  }

  /** Also of timestamps: microseconds since 1970. */
  @Override
  public long getLong(int row) {
    return values[row] instanceof Timestamp time ? SparkValues.micros(time) : (Long) values[row];
  }

  @Override
  public float getFloat(int row) {
    return (Float) values[row];
  }

  @Override
  public double getDouble(int row) {
    return (Double) values[row];
  }

  @Override
  public String getString(int row) {
    return (String) values[row];
  }

  @Override
  public byte[] getBinary(int row) {
    return (byte[]) values[row];
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return new ValueVector(
        ((StructType) type).at(ordinal).getDataType(),
        Arrays.stream(values)
            .map(value -> value == null ? null : ((Row) value).get(ordinal))
            .toArray());
  }

  @Override
  public ArrayValue getArray(int row) {
    ColumnVector elements =
        new ValueVector(((ArrayType) type).getElementType(), SparkValues.elements(values[row]));
    return new ArrayValue() {
      @Override
      public int getSize() {
        return elements.getSize();
      }

      @Override
      public ColumnVector getElements() {
        return elements;
      }
    };
  }

  @Override
  public MapValue getMap(int row) {
    MapType of = (MapType) type;
    Map<?, ?> map = SparkValues.entries(values[row]);
    ColumnVector keys = new ValueVector(of.getKeyType(), map.keySet().toArray());
    ColumnVector entries = new ValueVector(of.getValueType(), map.values().toArray());
    return new MapValue() {
      @Override
      public int getSize() {
        return keys.getSize();
      }

      @Override
      public ColumnVector getKeys() {
        return keys;
      }

      @Override
      public ColumnVector getValues() {
        return entries;
      }
    };
  }
}
