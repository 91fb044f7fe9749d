package org.wsispark.testkit.slide;

import java.util.Arrays;
import org.wsispark.slide.ByteSource;

/**
 * A slide file in memory that counts what is read of it, remembers whether it was closed, and ends
 * a reader that reads without end. For one thread.
 */
public final class MemorySource implements ByteSource {
  private final String name;
  private final byte[] bytes;
  private final long mostReads;
  private final long mostBytes;
  private long reads;
  private long bytesRead;
  private boolean closed;

  /** A source called memory.svs, without limits. */
  public MemorySource(byte[] bytes) {
    this("memory.svs", bytes, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * A source with limits.
   *
   * @param name for messages
   * @param bytes the file; not copied
   * @param mostReads number of reads after which a read throws an AssertionError
   * @param mostBytes sum of all lengths after which it does
   */
  public MemorySource(String name, byte[] bytes, long mostReads, long mostBytes) {
    this.name = name;
    this.bytes = bytes;
    this.mostReads = mostReads;
    this.mostBytes = mostBytes;
  }

  /** Whether close was called. */
  public boolean isClosed() {
    return closed;
  }

  /** The number of ranges read so far. */
  public long reads() {
    return reads;
  }

  /** The bytes read so far, those read twice counted twice. */
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte[] read(long offset, int length) {
    checkRange(offset, length);
    reads++;
    bytesRead += length;
    if (reads > mostReads || bytesRead > mostBytes) {
      throw new AssertionError(
          "%s: %d reads of %d bytes, at most %d of %d are enough"
              .formatted(name, reads, bytesRead, mostReads, mostBytes));
    }
    return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
