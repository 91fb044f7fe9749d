package org.wsispark.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;

/** Runs pieces of work on so many threads and adds up what they give. */
final class Workers {
  private Workers() {}

  static <T> long sum(int threads, List<T> pieces, ToLongFunction<T> work) {
    if (threads == 1) {
      return pieces.stream().mapToLong(work).sum();
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> results = new ArrayList<>();
      pieces.forEach(piece -> results.add(pool.submit(() -> work.applyAsLong(piece))));
      long sum = 0;
      for (Future<Long> result : results) {
        sum += result.get();
      }
      return sum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a piece failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
