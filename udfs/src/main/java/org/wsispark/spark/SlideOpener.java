package org.wsispark.spark;

import org.apache.hadoop.conf.Configuration;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideReader;

/**
 * Opens slides by URI for the SQL functions. A service: {@code wsispark-jobs} brings the one that
 * reads every Hadoop file system; without it the functions read local files.
 */
public interface SlideOpener {

  /**
   * Opens a slide.
   *
   * @param uri path or URI
   * @param hadoop file systems and credentials of the session
   * @return a reader, to be closed by the caller
   * @throws WsiException when it cannot be opened
   */
  SlideReader open(String uri, Configuration hadoop);
}
