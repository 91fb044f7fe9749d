package org.wsispark.testkit.property;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Draws random values that know how to become smaller. The same random numbers give the same value.
 *
 * @param <T> type of the values
 */
@FunctionalInterface
public interface Gen<T> {

  /**
   * Two values.
   *
   * @param first of any type
   * @param second of any type
   */
  record Pair<A, B>(A first, B second) {}

  /** Draws one value with its smaller ones. */
  Tree<T> draw(SplittableRandom random);

  /** Whole numbers from least to most, both inclusive; shrinks towards 0, or the end next to it. */
  static Gen<Long> longs(long least, long most) {
    if (least > most) {
      throw new IllegalArgumentException("no numbers from " + least + " to " + most);
    }
    long origin = Math.max(least, Math.min(most, 0));
    return random -> {
      long value =
          switch (random.nextInt(12)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> origin;
            default -> between(random, least, most);
          };
      return Tree.unfold(value, at -> towards(origin, at).boxed());
    };
  }

  /** As {@link #longs(long, long)}. */
  static Gen<Integer> ints(int least, int most) {
    return longs(least, most).map(Math::toIntExact);
  }

  /** Numbers from least to most; shrinks to whole numbers, then towards the one next to 0. */
  static Gen<Double> doubles(double least, double most) {
    return random ->
        Tree.unfold(
            random.nextDouble(least, most),
            at -> {
              double whole = at < 0 ? Math.ceil(at) : Math.floor(at);
              Stream<Double> steps =
                  whole == at
                      ? towards(0, at.longValue()).mapToObj(l -> (double) l)
                      : Stream.of(whole);
              return steps.filter(less -> less >= least && less < most);
            });
  }

  /** False or true; shrinks to false. */
  static Gen<Boolean> booleans() {
    return ints(0, 1).map(k -> k == 1);
  }

  /** Always the same. */
  static <T> Gen<T> just(T value) {
    return random -> Tree.leaf(value);
  }

  /** One of the values; shrinks towards the first. */
  static <T> Gen<T> oneOf(List<T> values) {
    return ints(0, values.size() - 1).map(values::get);
  }

  /** A value of one of the generators; shrinks towards those of the first. */
  static <T> Gen<T> anyOf(List<Gen<T>> gens) {
    return oneOf(gens).flatMap(Function.identity());
  }

  /** Lists of any length from least to most; shrinks by leaving values out, then value by value. */
  static <T> Gen<List<T>> list(Gen<T> values, int least, int most) {
    return random -> {
      int size = random.nextInt(least, most + 1);
      List<Tree<T>> trees = new ArrayList<>();
      for (int k = 0; k < size; k++) {
        trees.add(values.draw(random));
      }
      return ListShrink.tree(trees, least);
    };
  }

  /** Both, drawn one after the other. */
  static <A, B> Gen<Pair<A, B>> pair(Gen<A> first, Gen<B> second) {
    return random -> Tree.pair(first.draw(random), second.draw(random));
  }

  /** The values changed; they shrink as they did before the change. */
  default <R> Gen<R> map(Function<? super T, ? extends R> change) {
    return random -> draw(random).map(change);
  }

  /** A generator that depends on a value. A smaller value draws from the same random numbers. */
  default <R> Gen<R> flatMap(Function<? super T, Gen<R>> next) {
    return random -> {
      long seed = random.nextLong();
      return draw(random).flatMap(v -> next.apply(v).draw(new SplittableRandom(seed)));
    };
  }

  /**
   * Only the values for which the condition holds.
   *
   * @throws IllegalStateException when it holds for none of 1,000 values
   */
  default Gen<T> filter(Predicate<? super T> condition) {
    return random -> {
      for (int k = 0; k < 1_000; k++) {
        Tree<T> tree = draw(random);
        if (condition.test(tree.value())) {
          return tree.keep(condition);
        }
      }
      throw new IllegalStateException("none of 1,000 values was let through");
    };
  }

  /** A type that is seeded itself, such as a mutated file, made of any number; does not shrink. */
  static <T> Gen<T> seeded(LongFunction<T> make) {
    return random -> Tree.leaf(make.apply(random.nextLong()));
  }

  private static long between(SplittableRandom random, long least, long most) {
    if (most < Long.MAX_VALUE) {
      return random.nextLong(least, most + 1);
    }
    return least == Long.MIN_VALUE ? random.nextLong() : random.nextLong(least - 1, most) + 1;
  }

  /** The origin, then ever closer to the value, at last one beside it. */
  private static LongStream towards(long origin, long value) {
    // The unsigned halves keep a distance above Long.MAX_VALUE right.
    return value == origin
        ? LongStream.empty()
        : LongStream.iterate(
                value < origin ? origin - value : value - origin, d -> d != 0, d -> d >>> 1)
            .map(d -> value < origin ? value + d : value - d);
  }
}
