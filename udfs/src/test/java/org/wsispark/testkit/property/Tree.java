package org.wsispark.testkit.property;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A value together with the smaller values that a failure may be tried with instead, each again
 * with its own.
 *
 * @param value the value
 * @param smaller the next smaller values, the boldest step first; made anew at each call
 * @param <T> type of the value
 */
public record Tree<T>(T value, Supplier<Stream<Tree<T>>> smaller) {

  /** A value that nothing is smaller than. */
  public static <T> Tree<T> leaf(T value) {
    return new Tree<>(value, Stream::empty);
  }

  /** A value whose smaller values follow from it alone. */
  public static <T> Tree<T> unfold(T value, Function<T, Stream<T>> smaller) {
    return new Tree<>(value, () -> smaller.apply(value).map(less -> unfold(less, smaller)));
  }

  /** The same tree of other values. */
  public <R> Tree<R> map(Function<? super T, ? extends R> change) {
    return new Tree<>(change.apply(value), () -> smaller.get().map(less -> less.<R>map(change)));
  }

  /** A tree behind each value: first this value shrinks, then the one that came of it. */
  public <R> Tree<R> flatMap(Function<? super T, Tree<R>> next) {
    Tree<R> inner = next.apply(value);
    return new Tree<>(
        inner.value(),
        () ->
            Stream.concat(smaller.get().map(less -> less.<R>flatMap(next)), inner.smaller().get()));
  }

  /** Both values: first one shrinks, then the other. */
  public static <A, B> Tree<Gen.Pair<A, B>> pair(Tree<A> first, Tree<B> second) {
    return new Tree<>(
        new Gen.Pair<>(first.value(), second.value()),
        () ->
            Stream.concat(
                first.smaller().get().map(less -> pair(less, second)),
                second.smaller().get().map(less -> pair(first, less))));
  }

  /** Without the smaller values that do not hold; the next ones below take their place. */
  public Tree<T> keep(Predicate<? super T> condition) {
    return new Tree<>(
        value,
        () ->
            smaller
                .get()
                .flatMap(
                    less ->
                        condition.test(less.value())
                            ? Stream.of(less)
                            : less.smaller().get().filter(next -> condition.test(next.value())))
                .map(less -> less.keep(condition)));
  }
}
