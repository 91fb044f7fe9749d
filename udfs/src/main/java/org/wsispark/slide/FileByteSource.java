package org.wsispark.slide;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.wsispark.errors.WsiException;

/** The bytes of a local file. Reads are positioned, so any number of threads may share one. */
public final class FileByteSource implements ByteSource {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private FileByteSource(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @param path of a regular file
   * @return a source, to be closed by the caller
   * @throws WsiException {@link SlideError#UNREADABLE} when it is missing, no regular file, or must
   *     not be read
   */
  public static FileByteSource open(Path path) {
    if (Files.isDirectory(path)) {
      throw WsiException.of(SlideError.UNREADABLE, "is a folder, not a slide")
          .inSlide(path.toString())
          .remedy("Name one file");
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      return new FileByteSource(path, channel, channel.size());
    } catch (IOException e) {
      closeAfter(channel, e);
      boolean missing = e instanceof NoSuchFileException;
      throw WsiException.of(
              SlideError.UNREADABLE, missing ? "there is no such file" : "cannot be opened")
          .inSlide(path.toString())
          .remedy(missing ? "Check the path" : "Check the path and its permissions")
          .causedBy(e);
    }
  }

  private static void closeAfter(FileChannel channel, IOException first) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException second) {
        first.addSuppressed(second);
      }
    }
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Optional<Path> localPath() {
    return Optional.of(path);
  }

  @Override
  public byte[] read(long offset, int length) {
    checkRange(offset, length);
    ByteBuffer buffer = ByteBuffer.allocate(length);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw WsiException.of(
                  SlideError.SHORT_READ,
                  "the file ended at %d, %d bytes at %d were wanted",
                  offset + buffer.position(),
                  length,
                  offset)
              .inSlide(name())
              .remedy("It changed while it was read; let the copy finish and try again");
        }
      }
    } catch (IOException e) {
      throw WsiException.of(SlideError.UNREADABLE, "reading %d bytes at %d failed", length, offset)
          .inSlide(name())
          .causedBy(e);
    }
    return buffer.array();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw WsiException.of(SlideError.UNREADABLE, "closing failed").inSlide(name()).causedBy(e);
    }
  }
}
