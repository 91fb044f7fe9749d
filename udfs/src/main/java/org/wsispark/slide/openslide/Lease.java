package org.wsispark.slide.openslide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A sign in a folder that it is in use: a file that the process holds a lock on. A process that
 * dies loses its locks, so what it left is known to be free. The file's name tells the processes
 * apart, for a process must not try its own lock: closing the second handle would drop the first
 * one's lock. All of it is done under the lock of the folder's entries.
 */
final class Lease {
  private static final String PREFIX = "lease-";

  private final Path file;
  private final FileChannel channel;

  private Lease(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes a lease; any number may be held at once. */
  static Lease of(Path folder) {
    Path file = folder.resolve(ownPrefix() + UUID.randomUUID());
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock(file, channel);
      return new Lease(file, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new IOException("a new file " + file + " is locked");
      }
    } catch (IOException e) {
      channel.close();
      Files.delete(file);
      throw e;
    }
  }

  private static String ownPrefix() {
    ProcessHandle own = ProcessHandle.current();
    long started = own.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    return PREFIX + own.pid() + "-" + started + "-";
  }

  /** Whether a living process holds a lease on the folder; leases of dead ones are removed. */
  static boolean isHeld(Path folder) {
    try (DirectoryStream<Path> leases = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path lease : leases) {
        if (lease.getFileName().toString().startsWith(ownPrefix()) || isLocked(lease)) {
          return true;
        }
        Files.delete(lease);
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLocked(Path lease) throws IOException {
    try (FileChannel channel = FileChannel.open(lease, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    }
  }

  /** Gives it back; the folder may have been renamed in between only by its holder. */
  void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
