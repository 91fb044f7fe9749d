package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.testing.SparkTestBase;

/** Files that are whole or not there, on a real file system. */
class SlideFilesTest extends SparkTestBase {
  @TempDir Path folder;

  @Test
  void leavesNothingOfAFileThatCouldNotBeWritten() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path unreadable = Files.createDirectory(folder.resolve("a folder instead of a file"));
    String uri = out.resolve("mask.tif").toString();

    assertThatThrownBy(() -> files().putAtomically(uri, unreadable))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining(uri)
        .hasMessageContaining("writing it failed");

    assertThat(out).isEmptyDirectory();
  }

  @Test
  void keepsTheFileThatWasThereWhenItCouldNotBeReplaced() throws Exception {
    Path out = Files.createDirectory(folder.resolve("kept"));
    Path mask = out.resolve("mask.tif");
    files().writeAtomically(mask.toString(), new byte[] {1, 2, 3});
    Path[] before = list(out);

    assertThatThrownBy(() -> files().putAtomically(mask.toString(), folder))
        .isInstanceOf(WsiException.class);

    assertThat(mask).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(list(out)).containsExactly(before);
    files().writeAtomically(mask.toString(), new byte[] {4});
    assertThat(files().bytes(mask.toString())).containsExactly(4);
  }

  private static SlideFiles files() {
    return SlideFiles.of(spark());
  }

  private static Path[] list(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.sorted().toArray(Path[]::new);
    }
  }
}
