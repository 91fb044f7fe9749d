package org.wsispark.spark;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.wsispark.errors.WsiException;

/**
 * One SQL function, by Spark's Java interface for functions of catalogs. One rule for NULL: a
 * function with an argument that is NULL gives NULL. {@link SqlFunctions} lists them all; what is
 * listed there can be called.
 */
public abstract class SqlFunction implements UnboundFunction, Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String meaning;
  private final DataType result;
  private final List<Parameter> parameters;

  /**
   * A parameter.
   *
   * @param name in the signature
   * @param type what Spark casts the argument to
   * @param meaning with its unit
   */
  public record Parameter(String name, DataType type, String meaning) implements Serializable {}

  /**
   * Describes the function.
   *
   * @param name that SQL calls
   * @param result its type
   * @param meaning one sentence, with units
   * @param parameters in order
   */
  protected SqlFunction(String name, DataType result, String meaning, Parameter... parameters) {
    this.name = name;
    this.result = result;
    this.meaning = meaning;
    this.parameters = List.of(parameters);
  }

  /**
   * The function's value. Runs in tasks.
   *
   * @param arguments one per parameter, of its type in Spark's inner form, none NULL
   * @param slides opens slides, and keeps them open for the task
   * @return the value in Spark's inner form, or null
   * @throws WsiException what is wrong with an argument or a slide
   */
  public abstract Object evaluate(InternalRow arguments, OpenSlides slides);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return signature() + ": " + meaning;
  }

  /**
   * What it does.
   *
   * @return one sentence, with units
   */
  public final String meaning() {
    return meaning;
  }

  /**
   * What it takes.
   *
   * @return in order
   */
  public final List<Parameter> parameters() {
    return parameters;
  }

  /**
   * The type of its value.
   *
   * @return may be NULL in any row
   */
  public final DataType resultType() {
    return result;
  }

  /**
   * As documents and {@code DESCRIBE FUNCTION} write it.
   *
   * @return name and parameters with their types
   */
  public final String signature() {
    return parameters.stream()
        .map(parameter -> parameter.name() + " " + parameter.type().sql())
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  /**
   * For a call.
   *
   * @param arguments as Spark has resolved them; it casts them to the parameters' types
   * @return the function with the session's file systems
   * @throws WsiException {@link SparkError#WRONG_ARGUMENTS} when there are too few or too many
   */
  @Override
  public final BoundFunction bind(StructType arguments) {
    return bound(arguments.length());
  }

  final BoundSqlFunction bound(int arguments) {
    if (arguments != parameters.size()) {
      throw WsiException.of(
              SparkError.WRONG_ARGUMENTS,
              "%s takes %d arguments, not %d",
              name,
              parameters.size(),
              arguments)
          .remedy("Call " + signature());
    }
    return new BoundSqlFunction(
        this, OpenSlides.of(SparkSession.active().sessionState().newHadoopConf()));
  }
}
