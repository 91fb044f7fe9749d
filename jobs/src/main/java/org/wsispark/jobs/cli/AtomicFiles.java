package org.wsispark.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.IoError;

/** Writes local files so that nobody sees half of one. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Writes, making missing folders.
   *
   * @throws WsiException NO_ACCESS; then the file is as it was
   */
  public static void write(Path file, byte[] bytes) {
    Path target = file.toAbsolutePath();
    Path part = null;
    try {
      Files.createDirectories(target.getParent());
      part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
      Files.write(part, bytes);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      remove(part, e);
      throw WsiException.of(IoError.NO_ACCESS, "cannot be written: %s", e.getMessage())
          .inSlide(file.toString())
          .remedy("Check that the folder can be written and has room")
          .causedBy(e);
    }
  }

  private static void remove(Path part, IOException first) {
    if (part != null) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException second) {
        first.addSuppressed(second);
      }
    }
  }
}
