package org.wsispark.jobs.sql;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under the scheme {@code counted}, as a store of its own; counts what is opened. */
public final class CountingFileSystem extends RawLocalFileSystem {
  static final AtomicInteger OPENED = new AtomicInteger();
  static final AtomicInteger CLOSED = new AtomicInteger();

  @Override
  public URI getUri() {
    return URI.create("counted:///");
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    OPENED.incrementAndGet();
    return new Counted(super.open(file, bufferSize));
  }

  private static final class Counted extends FSDataInputStream {
    Counted(FSDataInputStream in) {
      super(in.getWrappedStream());
    }

    @Override
    public void close() throws IOException {
      CLOSED.incrementAndGet();
      super.close();
    }
  }
}
