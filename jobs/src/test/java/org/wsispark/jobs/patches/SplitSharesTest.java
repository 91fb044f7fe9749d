package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.patches.SplitShares.Share;

class SplitSharesTest {
  @Test
  void aSplitThatIsEmptyIsNamedToo() {
    Map<String, Share> bySplit = new LinkedHashMap<>();
    bySplit.put("test", new Share(0, 0));
    bySplit.put("train", new Share(7, 3));
    SplitShares shares = new SplitShares(bySplit);
    assertThat(shares.line()).contains("splits: test none, train 7 slides of 3 patients");
    assertThat(shares.figures().get("train")).isEqualTo(Map.of("slides", 7L, "patients", 3L));
  }

  @Test
  void nothingIsSaidWithoutSplits() {
    assertThat(SplitShares.of(SetSplits.none()).line()).isEmpty();
  }
}
