package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;

class FileByteSourceTest {
  @TempDir Path folder;

  private static void refuses(ThrowingCallable call, SlideError code, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(text);
            });
  }

  @Test
  void readsAnyRangeAlsoTwice() throws IOException {
    Path path = Files.write(folder.resolve("a"), new byte[] {1, 2, 3, 4, 5});
    try (ByteSource source = FileByteSource.open(path)) {
      assertThat(source.size()).isEqualTo(5);
      assertThat(source.read(1, 3)).containsExactly(2, 3, 4);
      assertThat(source.read(5, 0)).isEmpty();
      assertThat(source.readVectored(List.of(new ByteRange(3, 2), new ByteRange(0, 4))))
          .containsExactly(new byte[] {4, 5}, new byte[] {1, 2, 3, 4});
    }
  }

  @Test
  void refusesRangesOutsideBeforeAllocating() throws IOException {
    Path path = Files.write(folder.resolve("a"), new byte[] {1, 2, 3, 4, 5});
    try (ByteSource source = FileByteSource.open(path)) {
      refuses(() -> source.read(3, 3), SlideError.SHORT_READ, "3 bytes at offset 3");
      refuses(() -> source.read(-1, 1), SlideError.BAD_OFFSET, "18446744073709551615");
      refuses(() -> source.read(Long.MAX_VALUE, 2), SlideError.BAD_OFFSET, "past the end");
      refuses(() -> source.read(0, Integer.MAX_VALUE), SlideError.SHORT_READ, "5 bytes");
    }
  }

  @Test
  void aFileThatShrinksWhileItIsReadIsAShortRead() throws IOException {
    Path path = Files.write(folder.resolve("a"), new byte[100]);
    try (ByteSource source = FileByteSource.open(path)) {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(60);
      }
      refuses(() -> source.read(40, 40), SlideError.SHORT_READ, "ended at 60");
    }
  }

  @Test
  void whatCannotBeOpenedIsATypedError() {
    refuses(
        () -> FileByteSource.open(folder.resolve("none")), SlideError.UNREADABLE, "no such file");
    refuses(() -> FileByteSource.open(folder), SlideError.UNREADABLE, "is a folder");
  }
}
