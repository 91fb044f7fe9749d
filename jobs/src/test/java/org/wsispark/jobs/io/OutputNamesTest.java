package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputNamesTest {
  private static final List<String> HOSTILE =
      List.of(
          "../../etc/x",
          "..\\x",
          "/abs",
          "a/../b",
          "a\u0000b",
          "%2e%2e%2f",
          "..",
          ".",
          ".hidden",
          "s3a://other/x",
          "조직 1",
          "a/b",
          "a%2Fb",
          "a b",
          "CON",
          "%43ON",
          "Nul.x",
          "com1",
          "CONE");

  @Test
  void noIdLeavesTheFolderAndNoTwoShareAName() {
    Set<String> names = new HashSet<>();
    for (String id : HOSTILE) {
      String name = OutputNames.of(id);
      assertThat(name).matches("[A-Za-z0-9_%-][A-Za-z0-9._%-]*");
      assertThat(Path.of("/out").resolve(name + ".xml").normalize().getParent())
          .isEqualTo(Path.of("/out"));
      names.add(name);
    }
    assertThat(names).hasSameSizeAs(HOSTILE);
    assertThat(OutputNames.of("CON")).isEqualTo("%43ON");
    assertThat(OutputNames.of("CONE")).isEqualTo("CONE");
    assertThat(OutputNames.of("CMU-1.Small_Region")).isEqualTo("CMU-1.Small_Region");
  }

  @Test
  void anIdTooLongForAFileNameIsRefused() {
    assertThatThrownBy(() -> OutputNames.of("x".repeat(5000)))
        .hasMessageContaining("BAD_NAME")
        .hasMessageContaining("5000 bytes");
    assertThatThrownBy(() -> OutputNames.of("")).hasMessageContaining("BAD_NAME");
  }
}
