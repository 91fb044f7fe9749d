package org.wsispark.jobs.fuzz;

import java.util.Arrays;
import org.wsispark.slide.ByteSource;

/**
 * A slide in memory with one byte changed.
 *
 * @param name for messages
 * @param sound the whole file; shared, not copied, not changed
 * @param flip the change
 */
@SuppressWarnings("ArrayRecordComponent")
record FlippedSource(String name, byte[] sound, Flip flip) implements ByteSource {

  @Override
  public long size() {
    return sound.length;
  }

  @Override
  public byte[] read(long offset, int length) {
    checkRange(offset, length);
    byte[] part = Arrays.copyOfRange(sound, (int) offset, (int) offset + length);
    if (flip.offset() >= offset && flip.offset() < offset + length) {
      part[(int) (flip.offset() - offset)] ^= (byte) flip.mask();
    }
    return part;
  }

  @Override
  public void close() {
    // Memory is all there is.
  }
}
