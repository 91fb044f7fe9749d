package org.wsispark.jobs.io;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;

/**
 * The right of a thread to read slides in this process, beside others or alone. A thread that has
 * it already shares its own: were it to wait until it is alone, it would wait for itself. Any
 * thread may give it back, as Spark closes a reader in another thread than the one that read.
 */
final class ProcessShare implements AutoCloseable {
  private static final StampedLock LOCK = new StampedLock();
  private static final Map<Thread, ProcessShare> HELD = new ConcurrentHashMap<>();

  private final Thread owner;
  private final long stamp;
  private int uses = 1;

  private ProcessShare(Thread owner, long stamp) {
    this.owner = owner;
    this.stamp = stamp;
  }

  /**
   * Waits for it.
   *
   * @param alone whether no other thread may have one meanwhile
   * @return to be closed once for each call
   */
  static ProcessShare take(boolean alone) {
    Thread me = Thread.currentThread();
    ProcessShare mine = HELD.get(me);
    if (mine != null && mine.useAgain()) {
      return mine;
    }
    ProcessShare taken = new ProcessShare(me, alone ? LOCK.writeLock() : LOCK.readLock());
    HELD.put(me, taken);
    return taken;
  }

  private synchronized boolean useAgain() {
    if (uses == 0) {
      return false;
    }
    uses++;
    return true;
  }

  private synchronized boolean useOver() {
    uses--;
    return uses == 0;
  }

  @Override
  public void close() {
    if (useOver()) {
      HELD.remove(owner, this);
      LOCK.unlock(stamp);
    }
  }
}
