package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SplitGuardTest {
  private final SplitGuard guard = new SplitGuard();

  @Test
  void aPatientIsInOneSplit() {
    guard.add("a", "p1", "bytes-a", "train");
    guard.add("b", "p1", "bytes-b", "train");
    guard.add("c", "p2", "bytes-c", "test");

    assertThatThrownBy(() -> guard.add("d", "p1", "bytes-d", "test"))
        .hasMessageContaining("LEAK")
        .hasMessageContaining(
            "patient p1 would be in two splits: slide a in train and slide d in test");
  }

  @Test
  void theSameBytesAreInOneSplitWhateverTheirPatients() {
    guard.add("a", "p1", "bytes", "train");

    assertThatThrownBy(() -> guard.add("copy", "p2", "bytes", "validation"))
        .hasMessageContaining(
            "the same bytes (bytes) would be in two splits: slide a in train and slide copy in"
                + " validation");
  }

  @Test
  void aSiteIsInOneSplitWhereSitesMustNotBeParted() {
    guard.addSite("a", "north", "train");
    guard.addSite("b", "north", "train");
    guard.addSite("c", "south", "test");

    assertThatThrownBy(() -> guard.addSite("d", "south", "train"))
        .hasMessageContaining(
            "site south would be in two splits: slide c in test and slide d in train");
  }

  @Test
  void whatIsInNoSplitOrHasNoPatientIsNotComparedByIt() {
    assertThatCode(
            () -> {
              guard.add("a", "p1", "bytes-a", null);
              guard.add("b", "p1", "bytes-a", "test");
              guard.add("c", null, "bytes-c", "train");
              guard.add("d", null, "bytes-d", "test");
              guard.addSite("a", "north", null);
              guard.addSite("b", "north", "test");
            })
        .doesNotThrowAnyException();
  }
}
