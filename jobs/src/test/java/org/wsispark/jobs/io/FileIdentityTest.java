package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileIdentityTest {
  @Test
  void onlyAnEtagMakesTwoFilesSurelyOne() {
    FileIdentity tagged = new FileIdentity(10, "a");
    assertThat(tagged.isSurely(new FileIdentity(10, "a"))).isTrue();
    assertThat(tagged.isSurely(new FileIdentity(10, "b"))).isFalse();
    assertThat(tagged.isSurely(new FileIdentity(11, "a"))).isFalse();
    assertThat(tagged.isSurely(new FileIdentity(10, null))).isFalse();
    FileIdentity untagged = new FileIdentity(10, null);
    assertThat(untagged.isSurely(untagged)).isFalse();
  }
}
