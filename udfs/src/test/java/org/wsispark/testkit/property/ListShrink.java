package org.wsispark.testkit.property;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Smaller lists: without half of the values, a quarter and so on to one, then with smaller ones.
 */
final class ListShrink {
  private ListShrink() {}

  static <T> Tree<List<T>> tree(List<Tree<T>> trees, int least) {
    List<T> values = trees.stream().map(Tree::value).toList();
    return new Tree<>(
        values,
        () -> Stream.concat(shorter(trees, least), smaller(trees)).map(less -> tree(less, least)));
  }

  private static <T> Stream<List<Tree<T>>> shorter(List<Tree<T>> trees, int least) {
    int spare = trees.size() - least;
    return IntStream.iterate(spare, gone -> gone > 0, gone -> gone / 2)
        .boxed()
        .flatMap(
            gone ->
                IntStream.iterate(0, at -> at + gone <= trees.size(), at -> at + gone)
                    .mapToObj(at -> without(trees, at, gone)));
  }

  private static <T> List<Tree<T>> without(List<Tree<T>> trees, int from, int count) {
    List<Tree<T>> left = new ArrayList<>(trees.subList(0, from));
    left.addAll(trees.subList(from + count, trees.size()));
    return left;
  }

  private static <T> Stream<List<Tree<T>>> smaller(List<Tree<T>> trees) {
    return IntStream.range(0, trees.size())
        .boxed()
        .flatMap(
            k ->
                trees
                    .get(k)
                    .smaller()
                    .get()
                    .map(
                        less -> {
                          List<Tree<T>> changed = new ArrayList<>(trees);
                          changed.set(k, less);
                          return changed;
                        }));
  }
}
