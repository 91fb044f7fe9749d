package org.wsispark.jobs.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code wsispark --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {"wsispark " + (version == null ? "development build" : version)};
  }
}
