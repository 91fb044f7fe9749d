package org.wsispark.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.wsispark.spark.SqlFunction.Parameter;

/** A function in a query. Spark copies it to each task, so what it holds open is the task's. */
final class BoundSqlFunction implements ScalarFunction<Object> {
  private static final long serialVersionUID = 1L;

  private final SqlFunction function;
  private final OpenSlides slides;

  BoundSqlFunction(SqlFunction function, OpenSlides slides) {
    this.function = function;
    this.slides = slides;
  }

  @Override
  public String name() {
    return function.name();
  }

  /** The same for every call, so that Spark knows equal calls as equal. */
  @Override
  public String canonicalName() {
    return "wsispark." + function.name();
  }

  @Override
  public DataType[] inputTypes() {
    return function.parameters().stream().map(Parameter::type).toArray(DataType[]::new);
  }

  @Override
  public DataType resultType() {
    return function.resultType();
  }

  @Override
  public Object produceResult(InternalRow arguments) {
    for (int k = 0; k < function.parameters().size(); k++) {
      if (arguments.isNullAt(k)) {
        return null;
      }
    }
    return function.evaluate(arguments, slides);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoundSqlFunction same && name().equals(same.name());
  }

  @Override
  public int hashCode() {
    return name().hashCode();
  }
}
