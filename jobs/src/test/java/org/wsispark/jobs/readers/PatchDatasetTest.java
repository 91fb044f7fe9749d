package org.wsispark.jobs.readers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wsispark.jobs.testing.SparkTestBase;

/** The loader of notebooks/patch_dataset.py, without torch, over tables of its own and a lake. */
class PatchDatasetTest extends SparkTestBase {

  @Test
  void itsTestsPass() throws Exception {
    String printed = ReaderLake.shared().python("run_tests.py", "test_patch_dataset");
    assertThat(printed).containsPattern("ran 1[5-9], failed 0, skipped 0");
  }
}
