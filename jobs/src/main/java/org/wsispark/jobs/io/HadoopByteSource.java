package org.wsispark.jobs.io;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.ByteRange;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.RangePlanner;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SourceStats;

/**
 * A slide in any Hadoop file system, read by vectored reads only. It is opened with the status that
 * was looked up first, so that a store with etags refuses every later read of another content: the
 * pixels of two files never mix. One thread at a time.
 */
final class HadoopByteSource implements ByteSource {
  private static final String READ_POLICIES = "vector, random";

  private final Path path;
  private final FSDataInputStream stream;
  private final FileIdentity identity;
  private final VectoredReads reads;

  private final String version;

  private HadoopByteSource(
      Path path, FSDataInputStream stream, FileIdentity identity, String version) {
    this.version = version;
    this.path = path;
    this.stream = stream;
    this.identity = identity;
    this.reads = new VectoredReads(stream, RangePlanner.TILES);
  }

  /** Opens a file; {@code expected} is what the catalogue knows of it, or null. */
  static HadoopByteSource open(FileSystem fs, Path path, FileIdentity expected) {
    try {
      FileStatus status = fs.getFileStatus(path);
      if (status.isDirectory()) {
        throw WsiException.of(SlideError.UNREADABLE, "is a folder, not a slide")
            .inSlide(path.toString())
            .remedy("Name one file");
      }
      FileIdentity identity = FileIdentity.of(status);
      if (expected != null) {
        expected.checkStill(identity, path.toString());
      }
      FSDataInputStream stream =
          FutureIO.awaitFuture(
              fs.openFile(path)
                  .withFileStatus(status)
                  .opt(Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY, READ_POLICIES)
                  .optLong(Options.OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, status.getLen())
                  .build());
      // Without an etag the time of the last change tells contents of one size apart.
      String version =
          identity.etag() == null ? Long.toString(status.getModificationTime()) : identity.etag();
      return new HadoopByteSource(path, stream, identity, version);
    } catch (IOException e) {
      throw StoreFailure.of(e, path.toString(), "opening it");
    }
  }

  /** What the store said when it was opened. */
  FileIdentity identity() {
    return identity;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long size() {
    return identity.bytes();
  }

  @Override
  public byte[] read(long offset, int length) {
    checkRange(offset, length);
    return readVectored(List.of(new ByteRange(offset, length))).get(0);
  }

  @Override
  public List<byte[]> readVectored(List<ByteRange> ranges) {
    ranges.forEach(range -> checkRange(range.offset(), range.length()));
    try {
      return reads.read(ranges);
    } catch (IOException e) {
      throw StoreFailure.of(e, name(), "reading " + summary(ranges));
    }
  }

  @Override
  public boolean prefetch(List<ByteRange> ranges) {
    ranges.forEach(range -> checkRange(range.offset(), range.length()));
    try {
      return reads.announce(ranges);
    } catch (IOException e) {
      throw StoreFailure.of(e, name(), "reading " + summary(ranges));
    }
  }

  private static String summary(List<ByteRange> ranges) {
    return "%d bytes in %d ranges from %d on"
        .formatted(
            ranges.stream().mapToLong(ByteRange::length).sum(),
            ranges.size(),
            ranges.stream().mapToLong(ByteRange::offset).min().orElse(0));
  }

  @Override
  public SourceStats sourceStats() {
    return reads.stats();
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw StoreFailure.of(e, name(), "closing it");
    }
  }
}
