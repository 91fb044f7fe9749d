package org.wsispark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.options.ConfFile;
import org.wsispark.jobs.options.OptionsResolver;

/**
 * conf/ says what the code does. To write it anew after a change of options: {@code mvn -pl jobs
 * -am test -Dtest=ConfFolderTest -Dwsispark.write-conf=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ConfFolderTest {
  private static final Path CONF = Path.of(System.getProperty("wsispark.root"), "conf");

  @Test
  void everyJobHasItsFileAndEveryFileItsJob() throws IOException {
    if (Boolean.getBoolean("wsispark.write-conf")) {
      for (Map.Entry<String, Record> job : JobDefaults.all().entrySet()) {
        Files.writeString(file(job.getKey()), ConfFile.text(job.getKey(), job.getValue()));
      }
    }
    try (var files = Files.list(CONF)) {
      Set<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              // Classes are data of several jobs, not the options of one; ClassFileTest reads them.
              .filter(name -> !name.equals("classes.yaml"))
              .map(name -> name.substring(0, name.length() - ".yaml".length()))
              .collect(Collectors.toSet());
      assertThat(names).isEqualTo(JobDefaults.all().keySet());
    }
    for (Map.Entry<String, Record> job : JobDefaults.all().entrySet()) {
      assertThat(Files.readString(file(job.getKey())))
          .as("conf/%s.yaml; the test's comment says how to write it anew", job.getKey())
          .isEqualTo(ConfFile.text(job.getKey(), job.getValue()));
    }
  }

  @Test
  void everyFileResolvesToTheDefaults() {
    JobDefaults.all()
        .forEach(
            (job, defaults) ->
                assertThat(OptionsResolver.resolve(defaults, file(job), Map.of()))
                    .isEqualTo(defaults));
  }

  private static Path file(String job) {
    return CONF.resolve(job + ".yaml");
  }
}
