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
import org.wsispark.jobs.patches.Prices;

/**
 * conf/ says what the code does. To write it anew after a change of options: {@code mvn -pl jobs
 * -am test -Dtest=ConfFolderTest -Dwsispark.write-conf=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ConfFolderTest {
  private static final Path CONF = Path.of(System.getProperty("wsispark.root"), "conf");

  private static final String PRICES =
      "Prices for the costs that `wsispark patches` prints. Give a copy with your own by --set"
          + " prices=FILE.";

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
              .filter(name -> !name.equals("prices.yaml"))
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
  void thePriceFileSaysWhatIsTakenWithoutOne() throws IOException {
    String text = ConfFile.document(PRICES, Prices.defaults());
    if (Boolean.getBoolean("wsispark.write-conf")) {
      Files.writeString(file("prices"), text);
    }
    assertThat(Files.readString(file("prices"))).isEqualTo(text);
    assertThat(OptionsResolver.resolve(Prices.defaults(), file("prices"), Map.of()))
        .isEqualTo(Prices.defaults());
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
