package org.wsispark.testkit.property;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.opentest4j.TestAbortedException;

/**
 * Checks that something holds for many random values, and makes the first one that breaks it small.
 * The cases of a property follow from its name, so every run has the same; the system property
 * {@value #SEED} replaces them by the one case of that seed.
 */
public final class Property {
  /** Name of the system property that holds the seed of the only case to run. */
  public static final String SEED = "wsispark.seed";

  /** Smaller values that are tried at most; a property that takes long must not shrink for ever. */
  private static final int SHRINKS = 2_000;

  private Property() {}

  /**
   * Runs a property on random values.
   *
   * @param name what holds, for the message
   * @param cases how many values to try
   * @param gen draws the values
   * @param property throws an AssertionError or any RuntimeException when it does not hold
   * @throws AssertionError with the seed, the number of the case, the smallest value found and how
   *     to run just that seed again; its cause is what the property threw for that value
   */
  public static <T> void check(String name, int cases, Gen<T> gen, Consumer<? super T> property) {
    Class<?> caller =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass();
    check(name, cases, gen, property, caller.getSimpleName(), only());
  }

  static <T> void check(
      String name,
      int cases,
      Gen<T> gen,
      Consumer<? super T> property,
      String test,
      OptionalLong only) {
    if (cases < 1) {
      throw new IllegalArgumentException("a property of " + cases + " cases says nothing");
    }
    SplittableRandom seeds = new SplittableRandom(name.hashCode());
    int count = only.isPresent() ? 1 : cases;
    for (int number = 1; number <= count; number++) {
      long next = seeds.nextLong();
      long seed = only.orElse(next);
      Tree<T> tree = gen.draw(new SplittableRandom(seed));
      Optional<Throwable> failure = failure(property, tree.value());
      if (failure.isPresent()) {
        Counterexample<T> small = shrink(tree, failure.get(), property);
        throw new AssertionError(
            message(
                name,
                number,
                count,
                seed,
                test,
                ValueText.of(tree.value(), ValueText.LONGEST / 10),
                small),
            small.failure());
      }
    }
  }

  private static OptionalLong only() {
    String seed = System.getProperty(SEED);
    return seed == null || seed.isBlank()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(seed.strip()));
  }

  private record Counterexample<T>(T value, Throwable failure, int steps) {}

  private static <T> Counterexample<T> shrink(
      Tree<T> from, Throwable first, Consumer<? super T> property) {
    Counterexample<T> best = new Counterexample<>(from.value(), first, 0);
    Iterator<Tree<T>> smaller = from.smaller().get().iterator();
    for (int tried = 0; tried < SHRINKS && smaller.hasNext(); tried++) {
      Tree<T> less = smaller.next();
      Optional<Throwable> failure = failure(property, less.value());
      if (failure.isPresent()) {
        best = new Counterexample<>(less.value(), failure.get(), best.steps() + 1);
        smaller = less.smaller().get().iterator();
      }
    }
    return best;
  }

  private static <T> Optional<Throwable> failure(Consumer<? super T> property, T value) {
    try {
      property.accept(value);
      return Optional.empty();
    } catch (TestAbortedException skipped) {
      throw skipped;
    } catch (AssertionError | RuntimeException broken) {
      return Optional.of(broken);
    }
  }

  private static String message(
      String name,
      int number,
      int count,
      long seed,
      String test,
      String drawn,
      Counterexample<?> small) {
    return """
        %s: does not hold in case %d of %d, seed %d
        smallest value after %d steps: %s
        %s
        first drawn as: %s
        this case alone: mvn -Dquick -Dtest=%s -D%s=%d test"""
        .formatted(
            name,
            number,
            count,
            seed,
            small.steps(),
            ValueText.of(small.value()),
            small.failure(),
            drawn,
            test,
            SEED,
            seed);
  }
}
