package org.wsispark.jobs.io;

import java.util.Locale;
import java.util.Set;

/**
 * What slide files are called. Only folders are sifted by it, so that XML beside slides is no
 * slide; what a file is its bytes say when it is opened, and one that is named itself is opened
 * whatever its name.
 */
public final class SlideNames {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "svs", "tif", "tiff", "btf", "ndpi", "mrxs", "scn", "bif", "vsi", "dcm", "svslide", "czi",
          "vms", "vmu");

  private SlideNames() {}

  /** Whether a file of this name, with or without its folders, is taken for a slide. */
  public static boolean isSlide(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
