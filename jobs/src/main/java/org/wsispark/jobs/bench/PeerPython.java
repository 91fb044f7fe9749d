package org.wsispark.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wsispark.errors.WsiException;

/**
 * The Python that runs the peers and makes slides.
 *
 * @param interpreter its program
 * @param scripts the folder of make_slide.py, peers.py and kernels.py
 */
public record PeerPython(Path interpreter, Path scripts) {

  /**
   * Makes a virtual environment with everything the peers import.
   *
   * @param folder where; kept for the next time
   * @throws WsiException NO_PEERS when python3 or pip does not do it
   */
  private static PeerPython make(Path folder, Path scripts) throws InterruptedException {
    Path interpreter = folder.resolve("bin").resolve("python");
    Path done = folder.resolve("done");
    if (!Files.exists(done)) {
      try {
        Files.createDirectories(folder);
        Path requirements = folder.resolve("requirements.txt");
        Files.writeString(requirements, WorkloadFiles.text("requirements.txt"));
        Program.run(List.of("python3", "-m", "venv", folder.toString()), folder).orFail();
        Program.run(
                List.of(
                    interpreter.toString(),
                    "-m",
                    "pip",
                    "install",
                    "-q",
                    "-r",
                    requirements.toString()),
                folder)
            .orFail();
        Files.createFile(done);
      } catch (IOException | UncheckedIOException | WsiException e) {
        throw WsiException.of(BenchError.NO_PEERS, "the environment of the peers cannot be made")
            .inSlide(folder.toString())
            .remedy("Give --peers the Python of an environment that has them, or none")
            .causedBy(e);
      }
    }
    return new PeerPython(interpreter, scripts);
  }

  /**
   * By what the user typed.
   *
   * @param choice a Python program, {@code make}, or {@code none}
   * @param scripts the folder of the peers' scripts
   * @param made folder of the environment that {@code make} makes; taken when choice is null and it
   *     is there
   * @return null when there is none
   * @throws WsiException NO_PEERS when what was asked for is not there
   */
  public static PeerPython choose(String choice, Path scripts, Path made)
      throws InterruptedException {
    boolean wanted = choice != null && !choice.equals("none");
    if ("none".equals(choice) || (!wanted && !Files.exists(made.resolve("done")))) {
      return null;
    }
    if (!Files.exists(scripts.resolve("peers.py"))) {
      throw WsiException.of(BenchError.NO_PEERS, "there is no peers.py")
          .inSlide(scripts.toString())
          .remedy("Name the folder that has it with --shared, or give --peers none");
    }
    if (!wanted || choice.equals("make")) {
      return make(made, scripts);
    }
    Path interpreter = Path.of(choice).toAbsolutePath();
    if (!Files.isExecutable(interpreter)) {
      throw WsiException.of(BenchError.NO_PEERS, "this is no program")
          .inSlide(choice)
          .remedy("Give --peers the Python of an environment, make, or none");
    }
    return new PeerPython(interpreter, scripts);
  }

  /** Those of the modules that cannot be imported. */
  List<String> missing(List<String> modules) throws InterruptedException {
    List<String> missing = new ArrayList<>();
    for (String module : modules) {
      Program tried =
          Program.run(List.of(interpreter.toString(), "-c", "import " + module), scripts);
      if (tried.status() != 0) {
        missing.add(module);
      }
    }
    return missing;
  }

  /** Runs a script and reads what it measured. */
  Sample measure(Contestant peer, List<Path> slides, Map<String, Path> files, int round)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(interpreter.toString()));
    for (String word : peer.script()) {
      if (word.equals("SLIDES")) {
        slides.forEach(slide -> command.add(slide.toString()));
      } else {
        command.add(files.containsKey(word) ? files.get(word).toString() : word);
      }
    }
    JsonNode result = Program.run(command, scripts).result();
    double seconds = result.path(result.has("wall_s") ? "wall_s" : "seconds").asDouble();
    double units = units(result, seconds);
    if (!(seconds > 0 && units > 0)) {
      throw WsiException.of(BenchError.NO_RESULT, "%s measured nothing: %s", peer.name(), result);
    }
    Double cpu =
        result.hasNonNull("cpu_s") ? Double.valueOf(result.path("cpu_s").asDouble()) : null;
    return new Sample(peer.name(), slides.size(), round, units, seconds, cpu);
  }

  /** Scripts say what they did as a count or by the second. */
  private static double units(JsonNode result, double seconds) {
    for (String rate : List.of("mask_mpx_per_s", "patches_per_s", "per_s")) {
      if (result.has(rate)) {
        return result.path(rate).asDouble() * seconds;
      }
    }
    return result.path("patches").asDouble();
  }
}
