package org.wsispark.spark;

import java.util.List;
import java.util.stream.Stream;

/**
 * The SQL functions. A new one is a class beside these and a line here: the session extension, the
 * {@code try_} twin and the test of docs/sql.md follow from the list.
 */
public final class SqlFunctions {
  private static final List<SqlFunction> FUNCTIONS =
      List.of(
          new WsiInfo(),
          new WsiRead(),
          new WsiThumbnail(),
          new WsiRasterize(),
          new WsiLabelFractions(),
          new WsiTrace(),
          new WsiToAperioXml(),
          new WsiFromAperioXml(),
          new WsiMlImage());

  private SqlFunctions() {}

  /**
   * All functions.
   *
   * @return without their {@code try_} twins
   */
  public static List<SqlFunction> all() {
    return FUNCTIONS;
  }

  static List<SqlFunction> withTwins() {
    return FUNCTIONS.stream()
        .flatMap(function -> Stream.of(function, new TrySqlFunction(function)))
        .toList();
  }
}
