package org.wsispark.jobs.dataset;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under a scheme whose files cannot be linked, as those of an object store. */
public final class UnlinkedFileSystem extends RawLocalFileSystem {
  /** For Hadoop. */
  public UnlinkedFileSystem() {}

  @Override
  public URI getUri() {
    return URI.create("unlinked:///");
  }

  @Override
  public String getScheme() {
    return "unlinked";
  }
}
