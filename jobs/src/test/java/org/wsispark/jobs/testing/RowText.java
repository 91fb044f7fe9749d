package org.wsispark.jobs.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Values of rows as text that is equal when they are: binary by hash, maps by key. */
public final class RowText {
  private RowText() {}

  /** Of rows, sorted. */
  public static List<String> sorted(List<Row> rows) {
    return rows.stream().map(RowText::of).sorted().toList();
  }

  /** Of a row or anything in it. */
  public static String of(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes " + DigestUtils.sha256Hex(bytes);
    }
    if (value instanceof Row row) {
      return IntStream.range(0, row.size())
          .mapToObj(i -> of(row.get(i)))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      CollectionConverters.asJava(map).forEach((key, held) -> sorted.put(of(key), of(held)));
      return sorted.toString();
    }
    if (value instanceof scala.collection.Seq<?> items) {
      return CollectionConverters.asJava(items).stream().map(RowText::of).toList().toString();
    }
    return String.valueOf(value);
  }
}
