package org.wsispark.jobs.io;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.SlideError;

/** A slide in any Hadoop file system, read by position. One thread at a time. */
final class HadoopByteSource implements ByteSource {
  private final Path path;
  private final FSDataInputStream stream;
  private final long size;

  private HadoopByteSource(Path path, FSDataInputStream stream, long size) {
    this.path = path;
    this.stream = stream;
    this.size = size;
  }

  static HadoopByteSource open(FileSystem fs, Path path) {
    try {
      FileStatus status = fs.getFileStatus(path);
      return new HadoopByteSource(path, fs.open(path), status.getLen());
    } catch (IOException e) {
      throw WsiException.of(SlideError.UNREADABLE, "cannot be opened: %s", e.getMessage())
          .inSlide(path.toString())
          .remedy("Check the path and the credentials")
          .causedBy(e);
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
  public byte[] read(long offset, int length) {
    checkRange(offset, length);
    byte[] bytes = new byte[length];
    try {
      stream.readFully(offset, bytes);
      return bytes;
    } catch (EOFException e) {
      throw WsiException.of(
              SlideError.SHORT_READ, "the file ended within %d bytes at %d", length, offset)
          .inSlide(name())
          .remedy("It changed while it was read; let the copy finish and try again")
          .causedBy(e);
    } catch (IOException e) {
      throw WsiException.of(SlideError.UNREADABLE, "reading %d bytes at %d failed", length, offset)
          .inSlide(name())
          .causedBy(e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw WsiException.of(SlideError.UNREADABLE, "closing failed").inSlide(name()).causedBy(e);
    }
  }
}
