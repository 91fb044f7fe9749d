package org.wsispark.slide.openslide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.ByteRange;
import org.wsispark.slide.ByteSource;

/**
 * Local copies of remote slides, for OpenSlide reads paths only. The folder may be shared by any
 * number of threads and processes of one machine. It never holds more than its limit: copies that
 * nobody has open make room, the longest unused first; what is no copy stays. A copy appears whole
 * or not at all, is found by address, version (etag) and size of the original, and is made once
 * when several ask for it at the same time.
 */
public final class StagingFolder {
  private static final int CHUNK_BYTES = 8 << 20;
  private static final String PART = ".part-";
  private static final String GONE = ".gone-";

  /** Names of copies: whole, half made, half deleted. A folder may hold other things as well. */
  private static final Pattern OURS =
      Pattern.compile("[0-9a-f]{64}-[0-9]{1,18}|\\.(part|gone)-[0-9a-f-]{36}(-[0-9]{1,18})?");

  /**
   * Within one JVM a lock of a file is taken by one thread at a time: the system drops all locks
   * that a process has on a file when any of its handles on that file is closed.
   */
  private static final ReentrantLock ENTRIES = new ReentrantLock();

  private static final List<ReentrantLock> KEYS =
      IntStream.range(0, 64).mapToObj(k -> new ReentrantLock()).toList();

  private final Path folder;
  private final long limitBytes;

  /**
   * Of a folder, which is made with the first copy.
   *
   * @param folder on a local disk
   * @param limitBytes for all copies together
   */
  public StagingFolder(Path folder, long limitBytes) {
    this.folder = folder;
    this.limitBytes = limitBytes;
  }

  /**
   * Gives a slide a local path, copying it when there is no copy of this version yet.
   *
   * @param source of the slide; stays the caller's to close
   * @return the copy, which stays as long as it is open
   * @throws WsiException {@link OpenSlideError#STAGING} when the copy does not fit or cannot be
   *     written; as {@link ByteSource#read(long, int)}
   */
  public SlideFile stage(ByteSource source) {
    if (source.size() > limitBytes) {
      throw noRoom(source, "its %d bytes are more than the limit".formatted(source.size()));
    }
    String key = key(source);
    int stripe = Integer.parseInt(key.substring(0, 2), 16) % KEYS.size();
    try {
      makeFolder();
      return locked(
          KEYS.get(stripe),
          folder.resolve(".locks").resolve("key-" + stripe),
          () -> stageOne(source, folder.resolve(key + "-" + source.size())));
    } catch (IOException | UncheckedIOException e) {
      throw WsiException.of(
              OpenSlideError.STAGING, "no copy in %s: %s", folder, String.valueOf(e.getMessage()))
          .inSlide(source.name())
          .remedy("Name a folder with room: -D" + OpenSlideSettings.STAGING_FOLDER + "=FOLDER")
          .causedBy(e);
    }
  }

  /** Slides may name people: a folder that is made here is its owner's alone. */
  private void makeFolder() throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(folder.resolve(".locks"), owner);
  }

  private SlideFile stageOne(ByteSource source, Path entry) {
    SlideFile found = entries(() -> Files.isDirectory(entry) ? lease(source, entry) : null);
    if (found != null) {
      return found;
    }
    Path part = folder.resolve(PART + UUID.randomUUID() + "-" + source.size());
    Lease writing =
        entries(
            () -> {
              makeRoom(source);
              createDirectory(part);
              return Lease.of(part);
            });
    try {
      copy(source, part.resolve(fileName(source)));
      return entries(
          () -> {
            writing.close();
            rename(part, entry);
            return lease(source, entry);
          });
    } catch (RuntimeException | Error e) {
      remove(part, writing, e);
      throw e;
    }
  }

  /** After a failure, which what goes wrong here must not hide. */
  private void remove(Path part, Lease writing, Throwable first) {
    try {
      entries(
          () -> {
            writing.close();
            return Files.exists(part) && delete(part);
          });
    } catch (UncheckedIOException second) {
      first.addSuppressed(second);
    }
  }

  private SlideFile lease(ByteSource source, Path entry) {
    Lease lease = Lease.of(entry);
    touch(entry);
    return new SlideFile(
        source.name(), entry.resolve(fileName(source)), source.size(), () -> release(lease));
  }

  private void release(Lease lease) {
    try {
      entries(
          () -> {
            lease.close();
            return null;
          });
    } catch (UncheckedIOException e) {
      throw WsiException.of(OpenSlideError.STAGING, "a copy in %s cannot be given back", folder)
          .remedy("Check the folder and its permissions")
          .causedBy(e);
    }
  }

  /** Removes what nobody uses until the source fits. */
  private void makeRoom(ByteSource source) {
    List<Path> held = new ArrayList<>();
    try (var all = Files.newDirectoryStream(folder)) {
      all.forEach(held::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    held.removeIf(path -> !OURS.matcher(path.getFileName().toString()).matches());
    held.removeIf(path -> isLeftOver(path) && !Lease.isHeld(path) && delete(path));
    held.sort(java.util.Comparator.comparing(StagingFolder::lastUse));
    long bytes = held.stream().mapToLong(StagingFolder::bytesOf).sum();
    for (Path entry : held) {
      if (bytes + source.size() <= limitBytes) {
        return;
      }
      if (!Lease.isHeld(entry)) {
        bytes -= bytesOf(entry);
        delete(entry);
      }
    }
    if (bytes + source.size() > limitBytes) {
      throw noRoom(
          source,
          "%d bytes are wanted beside %d bytes of slides that are open"
              .formatted(source.size(), bytes));
    }
  }

  private WsiException noRoom(ByteSource source, String why) {
    return WsiException.of(
            OpenSlideError.STAGING,
            "no room for a copy in %s, which may hold %d bytes: %s",
            folder,
            limitBytes,
            why)
        .inSlide(source.name())
        .remedy("Raise " + OpenSlideSettings.STAGING_BYTES);
  }

  private static boolean isLeftOver(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(PART) || name.startsWith(GONE);
  }

  /** Entries and parts have their size in their name, so a half-made one counts whole. */
  private static long bytesOf(Path entry) {
    String name = entry.getFileName().toString();
    String size = name.substring(name.lastIndexOf('-') + 1);
    return size.matches("[0-9]{1,18}") ? Long.parseLong(size) : 0;
  }

  private static FileTime lastUse(Path entry) {
    try {
      return Files.getLastModifiedTime(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void touch(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createDirectory(Path path) {
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rename(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Renames first: what is half deleted must not be found. */
  private boolean delete(Path entry) {
    Path gone = folder.resolve(GONE + UUID.randomUUID());
    rename(entry, gone);
    try (var files = Files.newDirectoryStream(gone)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(gone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private static void copy(ByteSource source, Path to) {
    try (FileChannel out =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long at = 0; at < source.size(); at += CHUNK_BYTES) {
        ByteRange range = new ByteRange(at, (int) Math.min(CHUNK_BYTES, source.size() - at));
        // Not read: a source that keeps what opening asks for must not keep the whole file.
        ByteBuffer chunk = ByteBuffer.wrap(source.readVectored(List.of(range)).get(0));
        while (chunk.hasRemaining()) {
          out.write(chunk);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T entries(Supplier<T> body) {
    try {
      return locked(ENTRIES, folder.resolve(".locks").resolve("entries"), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T locked(ReentrantLock inJvm, Path file, Supplier<T> body) throws IOException {
    inJvm.lock();
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock of " + file + " was lost");
      }
      return body.get();
    } finally {
      inJvm.unlock();
    }
  }

  /** OpenSlide does not ask for an extension, but messages and people do. */
  private static String fileName(ByteSource source) {
    String name = source.name().substring(source.name().lastIndexOf('/') + 1);
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return "slide-" + plain.substring(Math.max(0, plain.length() - 100));
  }

  private static String key(ByteSource source) {
    return DigestUtils.sha256Hex(source.name() + '\n' + source.version() + '\n' + source.size());
  }
}
