package org.wsispark.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Maven repository with this build's thin jars and POMs alone, laid out as install would. */
record ThinRepository(Path folder, String version) {
  private static final String GROUP = "org/wsispark";

  /** Lays out parent, udfs and jobs as they were packaged. */
  static ThinRepository of(Path root, Path folder, String version) throws IOException {
    ThinRepository repository = new ThinRepository(folder, version);
    repository.put("wsispark-parent", ".pom", root.resolve("pom.xml"));
    for (String module : new String[] {"udfs", "jobs"}) {
      String artifact = "wsispark-" + module;
      repository.put(artifact, ".pom", root.resolve(module).resolve("pom.xml"));
      repository.put(
          artifact,
          ".jar",
          root.resolve(module).resolve("target").resolve(artifact + "-" + version + ".jar"));
    }
    return repository;
  }

  private void put(String artifact, String ending, Path file) throws IOException {
    Path place = folder.resolve(GROUP).resolve(artifact).resolve(version);
    Files.createDirectories(place);
    Files.copy(file, place.resolve(artifact + "-" + version + ending));
  }

  /**
   * Settings for Ivy that look here first and then in the repository that built this, and nowhere
   * else: the test must not depend on what a registry answers.
   */
  Path ivySettings(Path localRepository) throws IOException {
    String resolvers =
        """
        <ivysettings>
          <settings defaultResolver="both"/>
          <resolvers>
            <chain name="both" returnFirst="true">
              <ibiblio name="thin" m2compatible="true" root="%s"/>
              <ibiblio name="local" m2compatible="true" root="%s"/>
            </chain>
          </resolvers>
        </ivysettings>
        """
            .formatted(folder.toUri(), localRepository.toUri());
    return Files.writeString(folder.resolve("ivysettings.xml"), resolvers);
  }
}
