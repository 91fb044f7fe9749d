package org.wsispark.jobs.cli;

import org.wsispark.errors.ErrorCode;
import org.wsispark.errors.WsiException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code wsispark COMMAND}, also the main class for spark-submit. */
@Command(
    name = "wsispark",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description = "Whole-slide images and Aperio XML to patch data sets, and predictions back.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AnnotationsCommand.class,
      BenchCommand.class,
      DatasetCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      ExportCommand.class,
      FuzzCommand.class,
      IngestCommand.class,
      InspectCommand.class,
      PatchesCommand.class,
      PredictCommand.class,
      RasterizeCommand.class,
      ReadCommand.class,
      SamplesCommand.class,
      SynthCommand.class,
      TissueCommand.class
    })
public final class Main {
  private static final int TERMINATED = 143;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs one command.
   *
   * @return 0 done, 2 usage or configuration, 3 bad input, 4 some slides failed, 5 bug, 6 lease
   *     held, 143 terminated
   */
  public static int run(String... args) {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command))
        .execute(args);
  }

  private static int explain(Exception failure, CommandLine command) {
    WsiException typed = typed(failure);
    if (typed != null) {
      command.getErr().println(command.getColorScheme().errorText(typed.getMessage()));
      return typed.code().kind().exitCode();
    }
    if (failure instanceof InterruptedException) {
      return TERMINATED;
    }
    failure.printStackTrace(command.getErr());
    command
        .getErr()
        .println(
            "This is a defect of wsispark. Please report it with the lines above and the command.");
    return ErrorCode.Kind.BUG.exitCode();
  }

  /** Spark wraps what its tasks throw; the typed failure is the deepest one. */
  private static WsiException typed(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof WsiException found) {
        return found;
      }
    }
    return null;
  }
}
