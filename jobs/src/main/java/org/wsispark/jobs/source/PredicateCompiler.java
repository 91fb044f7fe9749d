package org.wsispark.jobs.source;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.wsispark.jobs.source.TileColumn.Axis;
import org.wsispark.jobs.source.TilePredicate.Test;

/**
 * Makes Spark's pushed filters into conditions of ours. A filter is taken whole or not at all: what
 * is taken Spark does not look at again, so it has to mean exactly the same, NULL included.
 */
final class PredicateCompiler {
  private final Set<TileColumn> columns = EnumSet.noneOf(TileColumn.class);

  private PredicateCompiler() {}

  /** Thrown inside only: some part of the filter is not ours. */
  private static final class NotOurs extends Exception {
    private static final long serialVersionUID = 1L;

    NotOurs() {
      super(null, null, false, false);
    }
  }

  /** A side of a comparison. */
  private record Operand(DataType type, Value value) {
    Object of(TileValues values) {
      return value.of(values);
    }
  }

  /** Gives Spark's inner form of a value. */
  private interface Value {
    Object of(TileValues values);
  }

  /** The condition, or nothing when Spark has to evaluate the filter. */
  static Optional<TilePredicate> compile(Predicate filter) {
    PredicateCompiler compiler = new PredicateCompiler();
    try {
      Test test = compiler.condition(filter);
      return Optional.of(new TilePredicate(test, compiler.columns));
    } catch (NotOurs e) {
      return Optional.empty();
    }
  }

  private Test condition(Expression expression) throws NotOurs {
    if (!(expression instanceof Predicate filter)) {
      throw new NotOurs();
    }
    Expression[] children = filter.children();
    return switch (filter.name()) {
      case "ALWAYS_TRUE" -> values -> true;
      case "ALWAYS_FALSE" -> values -> false;
      case "AND" -> and(condition(children[0]), condition(children[1]));
      case "OR" -> or(condition(children[0]), condition(children[1]));
      case "NOT" -> not(condition(children[0]));
      case "IS_NULL" -> isNull(operand(children[0]), true);
      case "IS_NOT_NULL" -> isNull(operand(children[0]), false);
      case "=" -> compared(children, order -> order == 0);
      case "<>" -> compared(children, order -> order != 0);
      case "<" -> compared(children, order -> order < 0);
      case "<=" -> compared(children, order -> order <= 0);
      case ">" -> compared(children, order -> order > 0);
      case ">=" -> compared(children, order -> order >= 0);
      case "<=>" -> same(children);
      case "IN" -> in(children);
      case "STARTS_WITH", "ENDS_WITH", "CONTAINS" -> text(filter.name(), children);
      default -> throw new NotOurs();
    };
  }

  private static Test and(Test left, Test right) {
    return values -> {
      Boolean first = left.of(values);
      if (Boolean.FALSE.equals(first)) {
        return false;
      }
      Boolean second = right.of(values);
      if (Boolean.FALSE.equals(second)) {
        return false;
      }
      return first == null ? null : second;
    };
  }

  private static Test or(Test left, Test right) {
    Test neither = and(not(left), not(right));
    return not(neither);
  }

  private static Test not(Test test) {
    return values -> {
      Boolean value = test.of(values);
      return value == null ? null : Boolean.valueOf(!value);
    };
  }

  private static Test isNull(Operand side, boolean wanted) {
    return values -> (side.of(values) == null) == wanted;
  }

  private Test compared(Expression[] sides, IntPredicate wanted) throws NotOurs {
    Operand left = operand(sides[0]);
    Operand right = operand(sides[1]);
    checkTypes(left, right);
    return values -> {
      Object a = left.of(values);
      Object b = right.of(values);
      return (a == null || b == null) ? null : Boolean.valueOf(wanted.test(compare(a, b)));
    };
  }

  private Test same(Expression[] sides) throws NotOurs {
    Operand left = operand(sides[0]);
    Operand right = operand(sides[1]);
    checkTypes(left, right);
    return values -> {
      Object a = left.of(values);
      Object b = right.of(values);
      return (a == null || b == null) ? (a == null && b == null) : compare(a, b) == 0;
    };
  }

  private Test in(Expression[] children) throws NotOurs {
    Operand wanted = operand(children[0]);
    List<Operand> choices = new ArrayList<>();
    for (int k = 1; k < children.length; k++) {
      Operand choice = operand(children[k]);
      checkTypes(wanted, choice);
      choices.add(choice);
    }
    return values -> {
      Object value = wanted.of(values);
      if (value == null) {
        return null;
      }
      Boolean answer = false;
      for (Operand choice : choices) {
        Object other = choice.of(values);
        if (other == null) {
          answer = null;
        } else if (compare(value, other) == 0) {
          return true;
        }
      }
      return answer;
    };
  }

  private Test text(String name, Expression[] sides) throws NotOurs {
    Operand left = operand(sides[0]);
    Operand right = operand(sides[1]);
    if (!left.type().equals(DataTypes.StringType)) {
      throw new NotOurs();
    }
    checkTypes(left, right);
    return values -> {
      UTF8String whole = (UTF8String) left.of(values);
      UTF8String part = (UTF8String) right.of(values);
      if (whole == null || part == null) {
        return null;
      }
      return switch (name) {
        case "STARTS_WITH" -> whole.startsWith(part);
        case "ENDS_WITH" -> whole.endsWith(part);
        default -> whole.contains(part);
      };
    };
  }

  private Operand operand(Expression expression) throws NotOurs {
    if (expression instanceof Literal<?> literal) {
      Object value = literal.value();
      return new Operand(literal.dataType(), values -> value);
    }
    if (expression instanceof NamedReference reference && reference.fieldNames().length == 1) {
      TileColumn column = TileColumn.of(reference.fieldNames()[0]).orElseThrow(NotOurs::new);
      if (column.axis() != Axis.PIXELS) {
        columns.add(column);
        return new Operand(column.type(), values -> values.value(column));
      }
    }
    throw new NotOurs();
  }

  private static void checkTypes(Operand left, Operand right) throws NotOurs {
    DataType type = left.type();
    boolean known =
        type.equals(DataTypes.IntegerType)
            || type.equals(DataTypes.DoubleType)
            || type.equals(DataTypes.StringType);
    if (!known || !type.equals(right.type())) {
      throw new NotOurs();
    }
  }

  /** Spark's order: text by its bytes, NaN equal to itself and above all, both zeros equal. */
  private static int compare(Object a, Object b) {
    if (a instanceof UTF8String text) {
      return text.compareTo((UTF8String) b);
    }
    if (a instanceof Integer whole) {
      return whole.compareTo((Integer) b);
    }
    double x = (Double) a;
    double y = (Double) b;
    return x == y ? 0 : Double.compare(x, y);
  }
}
