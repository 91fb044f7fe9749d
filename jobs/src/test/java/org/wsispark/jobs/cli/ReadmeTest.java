package org.wsispark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** README's table of commands names every command, and nothing that is none. */
class ReadmeTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

  /** What the launcher does itself, before any Java. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of("test");

  @Test
  void everyCommandHasARowAndEveryRowIsACommand() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("wsispark.root"), "README.md"));
    Set<String> rows =
        ROW.matcher(readme)
            .results()
            .map((MatchResult row) -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> commands = new TreeSet<>(new CommandLine(Main.class).getSubcommands().keySet());
    assertThat(commands).contains("samples");
    commands.addAll(OF_THE_LAUNCHER);
    assertThat(rows).isEqualTo(commands);
  }
}
