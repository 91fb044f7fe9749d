package org.wsispark.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.errors.WsiException;

/** A function's twin that gives NULL where the function fails, as Spark's own {@code try_...}. */
final class TrySqlFunction extends SqlFunction {
  private static final long serialVersionUID = 1L;

  private final SqlFunction function;

  TrySqlFunction(SqlFunction function) {
    super(
        "try_" + function.name(),
        function.resultType(),
        "as " + function.name() + ", but NULL where that fails",
        function.parameters().toArray(Parameter[]::new));
    this.function = function;
  }

  /** A failure here is what the caller asked to have as NULL; defects of ours still show. */
  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    try {
      return function.evaluate(arguments, slides);
    } catch (WsiException e) {
      return null;
    }
  }
}
