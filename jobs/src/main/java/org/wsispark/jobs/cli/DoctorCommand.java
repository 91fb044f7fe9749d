package org.wsispark.jobs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.ModelSource;
import org.wsispark.inference.onnx.OnnxModelRunner;
import org.wsispark.pixel.JpegCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.openslide.OpenSlideLibrary;
import org.wsispark.slide.openslide.OpenSlideSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is installed, what is missing and how to get it; each part is tried, not looked up. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "What is installed, what is missing, how to get it.",
      "Exit code 3 when a part that wsispark cannot do without does not work."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int CANNOT_WORK = 3;
  private static final int PATIENCE_S = 60;

  @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
  private boolean json;

  /**
   * One part.
   *
   * @param name what it is
   * @param needed whether wsispark cannot do without
   * @param found its version, or null when it does not work
   * @param remedy what it is for and how to get it
   */
  private record Part(String name, boolean needed, String found, String remedy) {}

  @Override
  public Integer call() {
    Console console = Console.standard(json);
    List<Part> parts = parts();
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Part part : parts) {
      String state = part.found() == null ? (part.needed() ? "MISSING" : "absent") : "ok";
      console.say(
          "%-8s %-14s %s"
              .formatted(state, part.name(), part.found() == null ? part.remedy() : part.found()));
      fields.put(part.name(), part.found());
    }
    console.result(fields);
    boolean works = parts.stream().noneMatch(part -> part.needed() && part.found() == null);
    return works ? 0 : CANNOT_WORK;
  }

  private static List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part(
            "java",
            true,
            System.getProperty("java.version").startsWith("17")
                ? System.getProperty("java.version") + ", " + System.getProperty("java.vendor")
                : null,
            "wsispark runs on Java 17: apt install openjdk-17-jdk, brew install openjdk@17"));
    parts.add(
        new Part(
            "memory",
            true,
            "%.1f GiB heap, %d processors"
                .formatted(
                    Runtime.getRuntime().maxMemory() / (double) (1L << 30),
                    Runtime.getRuntime().availableProcessors()),
            ""));
    parts.add(
        new Part(
            "opencv",
            true,
            works(() -> JpegCodec.decode(JpegCodec.encode(RgbImage.white(16, 16), 90))),
            "decodes tiles; its natives are for Linux x86-64 with glibc 2.28 or later"));
    parts.add(
        new Part(
            "onnxruntime",
            true,
            works(DoctorCommand::openModel),
            "runs models; its natives are for Linux x86-64 with glibc 2.28 or later"));
    parts.add(openSlide());
    parts.add(program("mvn", true, "builds wsispark: apt install maven", "mvn", "-v"));
    parts.add(
        program(
            "python3", false, "samples, tests, notebooks: apt install python3", "python3", "-V"));
    parts.add(
        program(
            "pip",
            false,
            "fetches the sample slide: apt install python3-pip",
            "python3",
            "-m",
            "pip",
            "--version"));
    parts.add(
        program(
            "git", false, "names the commit in benchmarks: apt install git", "git", "--version"));
    return parts;
  }

  /** Any vendor's format but Aperio's and plain TIFF needs it. */
  private static Part openSlide() {
    String purpose = "reads NDPI, MRXS, SCN, BIF, Philips, DICOM and others";
    try {
      OpenSlideLibrary library = OpenSlideLibrary.load(OpenSlideSettings.ofProcess().library());
      return new Part("openslide", false, library.version() + ", " + library.path(), purpose);
    } catch (WsiException e) {
      return new Part(
          "openslide",
          false,
          null,
          purpose + "; " + e.problem() + "; " + OpenSlideLibrary.HOW_TO_GET);
    }
  }

  private static Object openModel() {
    OnnxModelRunner.open(ModelSource.open(ModelSource.BUILT_IN.get(0))).close();
    return ModelSource.BUILT_IN;
  }

  /** Tries a part; its native libraries may fail in any way that Java knows. */
  private static String works(Callable<Object> trial) {
    try {
      trial.call();
      return "works";
    } catch (Exception | LinkageError e) {
      return null;
    }
  }

  private static Part program(String name, boolean needed, String remedy, String... command) {
    return new Part(name, needed, firstLine(command), remedy);
  }

  private static String firstLine(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? text.lines().findFirst().orElse("").replaceAll("\\u001B\\[[;\\d]*m", "")
          : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
