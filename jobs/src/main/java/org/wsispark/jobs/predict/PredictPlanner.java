package org.wsispark.jobs.predict;

import java.util.ArrayList;
import java.util.List;

/**
 * Shares blocks out to tasks: runs of consecutive blocks of about equal numbers of windows, so that
 * a slide is opened by as few tasks as its size needs. Pure.
 */
final class PredictPlanner {
  private PredictPlanner() {}

  /**
   * Shares out.
   *
   * @param work blocks, those of a slide beside each other
   * @param minTasks tasks that there should be at least, as far as there are blocks
   * @param windowsPerTask windows that a task should have at most; one block is never divided
   */
  static List<List<BlockWork>> tasks(List<BlockWork> work, int minTasks, int windowsPerTask) {
    long total = work.stream().mapToLong(BlockWork::windows).sum();
    long tasks = Math.max(minTasks, (total + windowsPerTask - 1) / windowsPerTask);
    double share = Math.max(1, (double) total / tasks);
    List<List<BlockWork>> out = new ArrayList<>();
    long before = 0;
    long last = -1;
    for (BlockWork block : work) {
      long task = (long) ((before + block.windows() / 2.0) / share);
      if (task != last) {
        out.add(new ArrayList<>());
        last = task;
      }
      out.get(out.size() - 1).add(block);
      before += block.windows();
    }
    return out;
  }
}
