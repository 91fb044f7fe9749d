package org.wsispark.jobs.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wsispark.errors.WsiException;

/** Finds workloads by name: the files that {@code bench/workloads} of the class path lists. */
public final class WorkloadFiles {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private WorkloadFiles() {}

  /** The names there are. */
  public static List<String> names() {
    return text("workloads").lines().filter(line -> !line.isBlank()).toList();
  }

  /** The parts of {@code bench rasterize}, which run one after the other. */
  public static List<String> rasterize() {
    return List.of("rasterize-1", "rasterize-4", "label-fractions", "trace");
  }

  /** Writes a peer's script that is a part of this project into a folder. */
  public static Path script(String name, Path folder) throws IOException {
    return Files.writeString(folder.resolve(name), text(name));
  }

  /**
   * Reads one.
   *
   * @throws WsiException UNKNOWN_WORKLOAD or BAD_WORKLOAD
   */
  public static Workload read(String name) {
    if (!names().contains(name)) {
      throw WsiException.of(BenchError.UNKNOWN_WORKLOAD, "there is no benchmark %s", name)
          .remedy("Take one of " + String.join(", ", names()));
    }
    try {
      return YAML.readValue(text(name + ".yaml"), Workload.class);
    } catch (JsonProcessingException e) {
      throw WsiException.of(BenchError.BAD_WORKLOAD, "%s", e.getOriginalMessage())
          .inSlide("bench/" + name + ".yaml")
          .causedBy(e);
    }
  }

  /** A text file of {@code bench/}. */
  static String text(String file) {
    try (InputStream in = WorkloadFiles.class.getResourceAsStream("/bench/" + file)) {
      if (in == null) {
        throw new IllegalStateException("bench/" + file + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("bench/" + file + " cannot be read", e);
    }
  }
}
