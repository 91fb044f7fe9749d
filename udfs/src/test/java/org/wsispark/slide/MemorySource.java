package org.wsispark.slide;

import java.util.Arrays;

/** A source of bytes in memory that remembers whether it was closed. */
final class MemorySource implements ByteSource {
  private final byte[] bytes;
  private boolean closed;

  MemorySource(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public String name() {
    return "memory.svs";
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte[] read(long offset, int length) {
    checkRange(offset, length);
    return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
