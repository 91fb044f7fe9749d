package org.wsispark.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;

/** The frame over a small slide and peers that are shell scripts. */
class BenchTest {
  private static final List<PixelRect> PATCHES =
      List.of(new PixelRect(0, 0, 256, 256), new PixelRect(256, 512, 256, 256));

  @TempDir private Path folder;
  private Path slide;

  @BeforeEach
  void writeSlideWithItsPatches() throws Exception {
    slide = folder.resolve("s.svs");
    BenchTestSlide.write(slide);
    Files.writeString(TissuePatches.listOf(slide), "[[0, 0], [256, 512]]");
  }

  private PeerPython peer(String script) throws Exception {
    Path program = folder.resolve("python");
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new PeerPython(program, folder);
  }

  private static Workload workload(boolean fresh) {
    return new Workload(
        "t",
        "patches",
        new Workload.Slides("aperio", "1x1", List.of(1)),
        List.of(
            new Contestant("ours", null, "read", fresh, 1, null, null),
            new Contestant(
                "peer",
                null,
                null,
                false,
                1,
                List.of("p.py", "x", "SLIDES", "MODEL"),
                List.of("m"))));
  }

  private BenchReport run(PeerPython python, boolean fresh, List<String> progress)
      throws Exception {
    BenchPlace place =
        new BenchPlace(
            folder, folder, folder.resolve("none"), python, Map.of("MODEL", Path.of("/m.onnx")));
    return new Bench(place, progress::add).run("w", workload(fresh), List.of(slide), 2);
  }

  @Test
  void measuresInRoundsAndComparesWithPeers() throws Exception {
    PeerPython python =
        peer(
            "if [ \"$1\" = -c ]; then exit 0; fi\n"
                + "echo noise; echo \"$@\" >>"
                + folder.resolve("calls")
                + "\necho '{\"patches\": 2, \"wall_s\": 0.5, \"cpu_s\": 0.25}'\n");
    BenchReport report = run(python, false, new ArrayList<>());
    assertThat(report.samples()).hasSize(4);
    assertThat(report.samples())
        .filteredOn(sample -> sample.contestant().equals("ours"))
        .extracting(Sample::units)
        .containsExactly(2.0, 2.0);
    // In the second round the other one begins.
    assertThat(report.samples())
        .extracting(Sample::contestant)
        .containsExactly("ours", "peer", "peer", "ours");
    assertThat(report.lines().get(1).perSecond()).isEqualTo(new Spread(4, 4, 4, 2));
    assertThat(report.lines().get(0).wallRatios()).containsOnlyKeys("peer");
    assertThat(report.absent()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .containsOnly("p.py x " + slide + " /m.onnx");
    assertThat(report.json()).contains("\"per_second\"", "\"commit\"", "\"cores\"");
  }

  @Test
  void aFreshJvmDoesTheSameWork() throws Exception {
    BenchReport report = run(null, true, new ArrayList<>());
    assertThat(report.samples()).extracting(Sample::units).containsExactly(2.0, 2.0);
    assertThat(report.samples()).allSatisfy(sample -> assertThat(sample.cpuSeconds()).isPositive());
  }

  @Test
  void theStepOfPatchesCountsWhatTheJobsMake() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    // Two columns of four patches are pink.
    assertThat(FreshJvm.run("patches", List.of(slide), 2, scratch).units()).isEqualTo(8);
  }

  @Test
  void namesEachPeerThatIsMissing() throws Exception {
    assertThat(run(null, false, new ArrayList<>()).text())
        .contains("not measured: peer (no Python environment of the peers; see --peers)");
    assertThat(run(peer("exit 1\n"), false, new ArrayList<>()).text())
        .contains("not measured: peer (not installed: m)");
  }

  @Test
  void aPeerThatFailsOrMeasuresNothingIsAnError() throws Exception {
    PeerPython broken =
        peer("if [ \"$1\" = -c ]; then exit 0; fi\necho no such slide >&2; exit 1\n");
    assertThatThrownBy(() -> run(broken, false, new ArrayList<>()))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("ended with 1: no such slide");
    PeerPython idle =
        peer("if [ \"$1\" = -c ]; then exit 0; fi\necho '{\"patches\": 0, \"wall_s\": 0.5}'\n");
    assertThatThrownBy(() -> run(idle, false, new ArrayList<>()))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("measured nothing");
    PeerPython silent = peer("exit 0\n");
    assertThatThrownBy(() -> run(silent, false, new ArrayList<>()))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("no JSON object");
  }

  @Test
  void withoutPythonSlidesAreAskedFor() throws Exception {
    BenchPlace place = new BenchPlace(folder, folder, folder.resolve("none"), null, Map.of());
    Bench bench = new Bench(place, line -> {});
    assertThatThrownBy(() -> bench.run("w", workload(false), List.of(), 1))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("NO_SLIDE")
        .hasMessageContaining("--slide");
  }

  @Test
  void takesTheListedPatchesOrElseTheDarkOnes() throws Exception {
    assertThat(TissuePatches.of(slide)).isEqualTo(PATCHES);
    Files.delete(TissuePatches.listOf(slide));
    // Two dark columns of four rows; the last row never counts, as with the peers.
    assertThat(TissuePatches.of(slide))
        .containsExactly(
            new PixelRect(0, 0, 256, 256),
            new PixelRect(256, 0, 256, 256),
            new PixelRect(0, 256, 256, 256),
            new PixelRect(256, 256, 256, 256),
            new PixelRect(0, 512, 256, 256),
            new PixelRect(256, 512, 256, 256));
  }

  @Test
  void choosesThePeersThatWereAskedFor() throws Exception {
    Path scripts = Files.createDirectories(folder.resolve("bench"));
    Path made = folder.resolve("venv");
    assertThat(PeerPython.choose("none", scripts, made)).isNull();
    assertThat(PeerPython.choose(null, scripts, made)).isNull();
    assertThatThrownBy(() -> PeerPython.choose("make", scripts, made))
        .hasMessageContaining("NO_PEERS")
        .hasMessageContaining("no peers.py");
    Files.createFile(scripts.resolve("peers.py"));
    assertThatThrownBy(() -> PeerPython.choose("/no/python", scripts, made))
        .hasMessageContaining("/no/python");
    Path python = peer("exit 0\n").interpreter();
    assertThat(PeerPython.choose(python.toString(), scripts, made).interpreter()).isEqualTo(python);
  }

  @Test
  void everyWorkloadFileNamesStepsThatAreThere() {
    assertThat(WorkloadFiles.names()).isNotEmpty();
    for (String name : WorkloadFiles.names()) {
      for (Contestant own : WorkloadFiles.read(name).own()) {
        assertThat(BenchSteps.named(own.step())).as(name).isNotNull();
      }
    }
    assertThatThrownBy(() -> WorkloadFiles.read("raed"))
        .hasMessageContaining("there is no benchmark raed")
        .hasMessageContaining("read");
  }
}
