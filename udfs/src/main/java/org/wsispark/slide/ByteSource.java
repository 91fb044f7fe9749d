package org.wsispark.slide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wsispark.errors.WsiException;

/**
 * Bytes of a known number that can be read at any position: a local file, an object of a store.
 * Whoever opens a source closes it, unless it was handed to a reader that says it closes it. A
 * source need not serve more than one thread at a time.
 */
public interface ByteSource extends AutoCloseable {

  /**
   * What is read, for messages.
   *
   * @return a path or address
   */
  String name();

  /**
   * The number of bytes, as it was when the source was opened.
   *
   * @return at least 0
   */
  long size();

  /**
   * Reads a range completely.
   *
   * @param offset of the first byte
   * @param length in bytes
   * @return a new array of exactly that length
   * @throws WsiException as {@link #checkRange(long, long)}; {@link SlideError#SHORT_READ} when the
   *     source ends earlier than it said, {@link SlideError#UNREADABLE} when it fails
   */
  byte[] read(long offset, int length);

  /**
   * Reads several ranges, which may repeat or overlap. A remote source overrides this to ask for
   * them together; the default reads one after the other.
   *
   * @param ranges in any order
   * @return one new array per range, in the order of the ranges
   * @throws WsiException as {@link #read(long, int)}
   */
  default List<byte[]> readVectored(List<ByteRange> ranges) {
    List<byte[]> parts = new ArrayList<>(ranges.size());
    for (ByteRange range : ranges) {
      parts.add(read(range.offset(), range.length()));
    }
    return parts;
  }

  /**
   * Says that ranges will be read by {@link #readVectored(List)} soon. A remote source fetches them
   * in the background and holds them until they are read; the default does nothing.
   *
   * @param ranges inside the source, in any order; those on their way already cost nothing
   * @return false when no room is left for all of them, so that nothing more should be announced
   *     before something was read
   * @throws WsiException {@link SlideError#BAD_OFFSET} when a range is not inside the source
   */
  default boolean prefetch(List<ByteRange> ranges) {
    return true;
  }

  /**
   * What was asked of a remote store so far.
   *
   * @return a snapshot; {@link SourceStats#LOCAL} when there is no such store
   */
  default SourceStats sourceStats() {
    return SourceStats.LOCAL;
  }

  /**
   * Tells contents of the same name apart, for copies that outlive the source.
   *
   * @return an etag or a time, empty when nothing is known but the size
   */
  default String version() {
    return "";
  }

  /**
   * Where the bytes lie, for libraries that read files only.
   *
   * @return a path on a local disk; empty for a source that is none
   */
  default Optional<Path> localPath() {
    return Optional.empty();
  }

  /**
   * Refuses a range that does not lie inside the source, before anything is allocated for it.
   *
   * @param offset of the first byte
   * @param length in bytes
   * @throws WsiException {@link SlideError#BAD_OFFSET} when it begins outside, {@link
   *     SlideError#SHORT_READ} when it begins inside and the source ends before it does
   */
  default void checkRange(long offset, long length) {
    if (offset < 0 || length < 0 || offset > size() || length > size() - offset) {
      boolean cutOff = offset >= 0 && length >= 0 && offset < size();
      throw WsiException.of(
              cutOff ? SlideError.SHORT_READ : SlideError.BAD_OFFSET,
              "%d bytes at offset %s reach past the end of the file (%d bytes)",
              length,
              Long.toUnsignedString(offset),
              size())
          .inSlide(name())
          .remedy("Copy the file again; it is damaged or cut off");
    }
  }

  @Override
  void close();
}
