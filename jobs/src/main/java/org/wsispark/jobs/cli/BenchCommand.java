package org.wsispark.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wsispark.inference.ModelSource;
import org.wsispark.jobs.bench.Bench;
import org.wsispark.jobs.bench.BenchPlace;
import org.wsispark.jobs.bench.BenchReport;
import org.wsispark.jobs.bench.KernelBench;
import org.wsispark.jobs.bench.PeerPython;
import org.wsispark.jobs.bench.StartUpBench;
import org.wsispark.jobs.bench.Workload;
import org.wsispark.jobs.bench.WorkloadFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a workload beside the peers. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "How fast a workload is here, beside other tools in the same run.")
final class BenchCommand implements Callable<Integer> {
  private static final String KERNELS = "kernels";
  private static final String RASTERIZE = "rasterize";
  private static final String STARTUP = "startup";
  private static final String BUILT_IN = "hematoxylin-density";
  private static final String SAMPLE = "CMU-1-Small-Region.svs";

  /** Names of workload files, and what is measured in other ways. */
  static final class Names extends java.util.ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(WorkloadFiles.names());
      add(RASTERIZE);
      add(STARTUP);
      add(KERNELS);
    }
  }

  @Parameters(
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private String name;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each contestant runs (default: 3).")
  private int repeat;

  @Option(
      names = "--peers",
      paramLabel = "PYTHON|make|none",
      description =
          "The Python that has the peers; make installs them below .wsispark; without it they run"
              + " when make has made them before.")
  private String peers;

  @Option(
      names = "--shared",
      paramLabel = "FOLDER",
      description =
          "Where bench/peers.py and data/slides lie (default: WSISPARK_SHARED, else ../shared).")
  private Path shared;

  @Option(
      names = "--slide",
      paramLabel = "F",
      description = "Take this slide instead of those that are made. May be repeated.")
  private List<Path> slides = List.of();

  @Option(
      names = "--blocks",
      paramLabel = "CxR",
      description = "Size of the slides that are made; 18x15 is 38,880 x 43,200 px.")
  private String blocks;

  @Option(
      names = "--counts",
      paramLabel = "N",
      split = ",",
      description = "How many slides at once; the first and the last give each further slide.")
  private List<Integer> counts;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description = "With startup: further JVM options to try.")
  private String javaOptions;

  @Option(
      names = "--kernel",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "With kernels: only those whose name holds this.")
  private String kernel;

  @Option(names = "--out", paramLabel = "F.json", description = "Where the JSON goes.")
  private Path out;

  @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Console console = Console.standard(json);
    Path root = Path.of(System.getProperty("wsispark.root", "")).toAbsolutePath();
    Path folder = root.resolve(".wsispark").resolve("bench");
    Path given = shared();
    if (name.equals(KERNELS)) {
      KernelBench.run(root, kernel, out);
      return 0;
    }
    if (name.equals(STARTUP)) {
      return startUp(console, root, given);
    }
    PeerPython python = PeerPython.choose(peers, given.resolve("bench"), folder.resolve("venv"));
    BenchPlace place =
        new BenchPlace(
            root,
            folder.resolve("slides"),
            given.resolve("data/slides").resolve(SAMPLE),
            python,
            Map.of(
                "MODEL", model(folder), "CONTOURS", WorkloadFiles.script("contours.py", folder)));
    if (name.equals(RASTERIZE)) {
      Map<String, Object> reports = new LinkedHashMap<>();
      for (String part : WorkloadFiles.rasterize()) {
        BenchReport report =
            new Bench(place, console::note).run(part, WorkloadFiles.read(part), given(), repeat);
        report.text().forEach(console::say);
        reports.put(part, report.asMap());
      }
      if (out != null) {
        Files.writeString(out, new ObjectMapper().writeValueAsString(reports));
      }
      console.result(reports);
      return 0;
    }
    Workload workload = sized(WorkloadFiles.read(name));
    BenchReport report = new Bench(place, console::note).run(name, workload, given(), repeat);
    report.text().forEach(console::say);
    if (out != null) {
      Files.writeString(out, report.json());
    }
    console.result(report.asMap());
    return 0;
  }

  private List<Path> given() {
    return slides.stream().map(Path::toAbsolutePath).toList();
  }

  /** Bare runtimes want the built-in model as a file. */
  private static Path model(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(BUILT_IN + ".onnx");
    Files.write(file, ModelSource.open(BUILT_IN).graph());
    return file;
  }

  private int startUp(Console console, Path root, Path given)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("wsispark-startup-slides");
    Path slide = slides.isEmpty() ? given.resolve("data/slides").resolve(SAMPLE) : slides.get(0);
    Path link = scratch.resolve("slide.svs");
    try {
      Files.createSymbolicLink(link, slide.toAbsolutePath());
      StartUpBench.Report report =
          new StartUpBench(root, console::note).run(scratch, javaOptions, repeat);
      report.text().forEach(console::say);
      if (out != null) {
        Files.writeString(out, report.json());
      }
      console.result(report.asMap());
      return 0;
    } finally {
      Files.deleteIfExists(link);
      Files.delete(scratch);
    }
  }

  private Path shared() {
    if (shared != null) {
      return shared.toAbsolutePath().normalize();
    }
    String named = System.getenv("WSISPARK_SHARED");
    Path root = Path.of(System.getProperty("wsispark.root", "")).toAbsolutePath();
    return named == null ? root.resolveSibling("shared") : Path.of(named).toAbsolutePath();
  }

  private Workload sized(Workload workload) {
    Workload.Slides as = workload.slides();
    return new Workload(
        workload.title(),
        workload.unit(),
        new Workload.Slides(
            as.form(),
            blocks == null ? as.blocks() : blocks,
            counts == null ? as.counts() : counts),
        workload.contestants());
  }
}
