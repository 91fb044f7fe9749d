package org.wsispark.slide;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A remote slide while it is opened. A directory is read in many small steps, each of which would
 * be a request; this source fetches a window of bytes round the first of them and answers the
 * others from memory. Real files hold each directory's tables right behind it, so the chain costs
 * two requests, for header and first directory, and one for each further directory that lies more
 * than {@link #WINDOW_BYTES} behind the one before. With bytes from a catalogue it costs none.
 *
 * <p>{@link #opened()} ends this: the windows are given back, and reads go to the source. Closing
 * closes the source.
 */
public final class DirectorySource implements ByteSource {
  /** The header and, in files that begin with their directories, small ones of these. */
  static final int HEAD_BYTES = 256 << 10;

  /**
   * Fetched round a directory: it and the tables of half a million tiles, or several small levels.
   */
  public static final int WINDOW_BYTES = 4 << 20;

  /** Bytes that may be fetched and not needed, so that no file makes opening it dear. */
  public static final int SPECULATION_BYTES = 16 << 20;

  /** Bytes worth keeping: the tables of half a million tiles. */
  private static final int MOST_ASKED = 8 << 20;

  private final ByteSource source;
  private final DirectoryBytes known;
  private final DirectoryBytes asked = new DirectoryBytes();
  private DirectoryBytes windows = new DirectoryBytes();
  private long speculated;
  private boolean complete = true;
  private boolean opened;

  /**
   * Over a source that has just been opened.
   *
   * @param source closed with this
   * @param known bytes of the same content of the file; may be none
   */
  public DirectorySource(ByteSource source, DirectoryBytes known) {
    this.source = source;
    this.known = known;
  }

  /**
   * Says that the directories are read.
   *
   * @return the bytes that were asked for until now, which are what opening the slide needs; empty
   *     when they are too many to keep, as of a file that was read whole to be opened
   */
  public Optional<DirectoryBytes> opened() {
    opened = true;
    windows = new DirectoryBytes();
    return complete ? Optional.of(asked) : Optional.empty();
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public byte[] read(long offset, int length) {
    if (opened) {
      return source.read(offset, length);
    }
    checkRange(offset, length);
    byte[] bytes =
        known
            .find(offset, length)
            .or(() -> windows.find(offset, length))
            .orElseGet(() -> fetch(offset, length));
    if (asked.size() + length <= MOST_ASKED) {
      asked.add(offset, bytes);
    } else {
      complete = false;
    }
    return bytes;
  }

  private byte[] fetch(long offset, int length) {
    long allowed = (SPECULATION_BYTES - speculated) / 2;
    long window = Math.min(size(), Math.min(offset == 0 ? HEAD_BYTES : WINDOW_BYTES, allowed));
    if (length >= window) {
      return source.read(offset, length);
    }
    // At the end of the file the window reaches back, where chained directories may lie as well.
    long start = Math.min(offset, size() - window);
    speculated += window - length;
    windows.add(start, source.read(start, (int) window));
    return windows.find(offset, length).orElseThrow();
  }

  @Override
  public List<byte[]> readVectored(List<ByteRange> ranges) {
    return source.readVectored(ranges);
  }

  @Override
  public boolean prefetch(List<ByteRange> ranges) {
    return source.prefetch(ranges);
  }

  @Override
  public String version() {
    return source.version();
  }

  @Override
  public Optional<Path> localPath() {
    return source.localPath();
  }

  @Override
  public SourceStats sourceStats() {
    return source.sourceStats();
  }

  @Override
  public void close() {
    source.close();
  }
}
