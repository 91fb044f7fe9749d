package org.wsispark.jobs.io;

import org.apache.hadoop.conf.Configuration;
import org.wsispark.slide.SlideReader;
import org.wsispark.spark.SlideOpener;

/** Lets the SQL functions of udfs read what jobs read: any Hadoop file system. A service. */
public final class HadoopSlideOpener implements SlideOpener {

  /** For the service loader. */
  public HadoopSlideOpener() {}

  @Override
  public SlideReader open(String uri, Configuration hadoop) {
    return SlideFiles.of(hadoop).open(uri);
  }
}
