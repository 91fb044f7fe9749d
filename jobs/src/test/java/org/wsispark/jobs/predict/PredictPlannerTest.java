package org.wsispark.jobs.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredictPlannerTest {
  @Test
  void keepsEveryBlockOnceInOrderAndTasksNearTheirShare() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<BlockWork> work = work(random);
      int minTasks = random.nextInt(1, 20);
      int perTask = random.nextInt(1, 200);

      List<List<BlockWork>> tasks = PredictPlanner.tasks(work, minTasks, perTask);

      List<BlockWork> all = new ArrayList<>();
      tasks.forEach(all::addAll);
      assertThat(all).as("seed " + seed).isEqualTo(work);
      assertThat(tasks).as("seed " + seed).noneMatch(List::isEmpty);
      long total = work.stream().mapToLong(BlockWork::windows).sum();
      int largest = work.stream().mapToInt(BlockWork::windows).max().orElseThrow();
      double share =
          Math.max(1, (double) total / Math.max(minTasks, Math.ceil((double) total / perTask)));
      for (List<BlockWork> task : tasks) {
        assertThat(task.stream().mapToInt(BlockWork::windows).sum())
            .as("seed " + seed)
            .isLessThanOrEqualTo((int) Math.ceil(share + largest));
      }
    }
  }

  @Test
  void aLargeSlideMakesManyTasks() {
    List<BlockWork> giant = new ArrayList<>();
    for (int block = 0; block < 64; block++) {
      giant.add(new BlockWork("giant", block, 64));
    }
    List<List<BlockWork>> tasks = PredictPlanner.tasks(giant, 4, 256);
    assertThat(tasks).hasSize(16);
    assertThat(tasks).allMatch(task -> task.size() == 4);
  }

  private static List<BlockWork> work(SplittableRandom random) {
    List<BlockWork> work = new ArrayList<>();
    int count = random.nextInt(1, 12);
    for (int slide = 0; slide < count; slide++) {
      int blocks = random.nextInt(1, 30);
      for (int block = 0; block < blocks; block++) {
        work.add(new BlockWork("s" + slide, block, random.nextInt(1, 65)));
      }
    }
    return work;
  }
}
