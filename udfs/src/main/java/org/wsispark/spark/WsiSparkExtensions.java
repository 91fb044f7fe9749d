package org.wsispark.spark;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Makes the SQL functions known to a session, whatever language it is spoken to in: {@code
 * spark.sql.extensions=org.wsispark.spark.WsiSparkExtensions}.
 *
 * <p>The functions themselves stand on Spark's stable Java interface for functions. A catalog could
 * hold them without any extension, but then every call names the catalog; a UDF registered by a
 * program is there for that program alone. So this thin class, the only one that knows Spark's
 * expressions, gives each function its plain name.
 */
public final class WsiSparkExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  private static final String GROUP = "misc_funcs";
  private static final String SOURCE = "java_udf";

  /** For Spark. */
  public WsiSparkExtensions() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunctions.withTwins()) {
      Function1<Seq<Expression>, Expression> call =
          arguments -> new ApplyFunctionExpression(function.bound(arguments.size()), arguments);
      extensions.injectFunction(
          new Tuple3<>(new FunctionIdentifier(function.name()), info(function), call));
    }
    return BoxedUnit.UNIT;
  }

  private static ExpressionInfo info(SqlFunction function) {
    String usage = function.description();
    return new ExpressionInfo(
        function.getClass().getName(),
        null,
        function.name(),
        usage,
        "",
        "",
        "",
        GROUP,
        "0.1.0",
        "",
        SOURCE);
  }
}
