package org.wsispark.jobs.io;

import org.wsispark.jobs.cli.Main;

/** Breaks the order of packages on purpose, so that ArchitectureTest can see its rule at work. */
public record ArrowBreaker(Class<Main> higherPackage) {
  /** Names the class of the higher package in code, where the compiler keeps it. */
  public ArrowBreaker() {
    this(Main.class);
  }
}
