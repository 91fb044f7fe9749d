package org.wsispark.jobs.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** Prints how large the assembly is and what makes it so; the last step of {@code package}. */
public final class AssemblySizes {
  private AssemblySizes() {}

  public static void main(String[] args) throws IOException {
    for (String line : Assembly.sizes(Path.of(args[0]))) {
      System.out.println("assembly: " + line);
    }
  }
}
