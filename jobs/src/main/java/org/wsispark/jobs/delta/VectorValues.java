package org.wsispark.jobs.delta;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Kernel's values as Spark's rows hold them, with Scala's collections. */
final class VectorValues {
  private VectorValues() {}

  static Object value(ColumnVector vector, int row) {
    if (vector.isNullAt(row)) {
      return null;
    }
    DataType type = vector.getDataType();
    if (type instanceof StructType struct) {
      return struct(vector, struct, row);
    }
    if (type instanceof ArrayType) {
      return array(vector.getArray(row));
    }
    if (type instanceof MapType) {
      return map(vector.getMap(row));
    }
    return plain(vector, type, row);
  }

  private static Object plain(ColumnVector vector, DataType type, int row) {
    if (type instanceof StringType) {
      return vector.getString(row);
    } else if (type instanceof BinaryType) {
      return vector.getBinary(row);
    } else if (type instanceof BooleanType) {
      return vector.getBoolean(row);
    } else if (type instanceof IntegerType) {
      return vector.getInt(row);
    } else if (type instanceof LongType) {
      return vector.getLong(row);
    } else if (type instanceof FloatType) {
      return vector.getFloat(row);
    } else if (type instanceof DoubleType) {
      return vector.getDouble(row);
    } else if (type instanceof TimestampType) {
      return Timestamp.from(Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS));
    }
    throw new IllegalArgumentException("tables of wsispark have no columns of type " + type);
  }

  private static Row struct(ColumnVector vector, StructType type, int row) {
    Object[] values = new Object[type.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(vector.getChild(i), row);
    }
    return RowFactory.create(values);
  }

  private static Object array(ArrayValue array) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < array.getSize(); i++) {
      values.add(value(array.getElements(), i));
    }
    return CollectionConverters.asScala(values).toSeq();
  }

  private static Object map(MapValue map) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < map.getSize(); i++) {
      values.put(value(map.getKeys(), i), value(map.getValues(), i));
    }
    return CollectionConverters.asScala(values);
  }
}
