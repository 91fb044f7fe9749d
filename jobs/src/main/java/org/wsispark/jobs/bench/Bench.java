package org.wsispark.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.wsispark.errors.WsiException;

/**
 * Runs a workload in rounds: in each, every contestant does the work once, one after the other, so
 * that what else the machine does falls on all of them alike.
 */
public final class Bench {
  private final BenchPlace place;
  private final Consumer<String> progress;

  /**
   * Over a place.
   *
   * @param progress gets a line per measurement
   */
  public Bench(BenchPlace place, Consumer<String> progress) {
    this.place = place;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param given slides to take instead of those the workload names; may be empty
   * @param rounds how often each contestant runs
   * @throws WsiException NO_SLIDE, NO_RESULT
   */
  public BenchReport run(String name, Workload workload, List<Path> given, int rounds)
      throws IOException, InterruptedException {
    PeerPython python = place.python();
    Map<String, String> absent = new LinkedHashMap<>();
    List<Contestant> present = present(workload, python, absent);
    BenchSlides make = new BenchSlides(place.slides(), place.sourceSlide(), python);
    Workload measured = given.isEmpty() ? workload : on(workload, given.size());
    List<Path> slides;
    if (given.isEmpty()) {
      progress.accept("slides: " + workload.slides());
      slides = make.get(workload.slides());
    } else {
      slides = given;
      for (Path slide : given) {
        make.listPatches(slide);
      }
    }
    Machine machine = Machine.here(place.checkout());
    warmUp(present, slides.subList(0, 1));
    List<Sample> samples = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      // Whoever comes first meets another machine than whoever comes last, so they take turns.
      List<Contestant> order = new ArrayList<>(present);
      Collections.rotate(order, -round);
      for (int count : measured.slides().counts()) {
        for (Contestant contestant : order) {
          Sample sample = measure(contestant, slides.subList(0, count), round);
          samples.add(sample);
          progress.accept(
              "round %d, %d slides, %s: %.1f %s/s in %.1f s"
                  .formatted(
                      round + 1,
                      count,
                      contestant.name(),
                      sample.perSecond(),
                      workload.unit(),
                      sample.seconds()));
        }
      }
    }
    return BenchReport.of(name, measured, slides, machine, samples, absent);
  }

  private static Workload on(Workload workload, int slides) {
    return new Workload(
        workload.title(),
        workload.unit(),
        new Workload.Slides("given", "given", List.of(slides)),
        workload.contestants());
  }

  private static List<Contestant> present(
      Workload workload, PeerPython python, Map<String, String> absent)
      throws InterruptedException {
    List<Contestant> present = new ArrayList<>(workload.own());
    for (Contestant peer : workload.peers()) {
      if (python == null) {
        absent.put(peer.name(), "no Python environment of the peers; see --peers");
        continue;
      }
      List<String> missing = python.missing(peer.needs());
      if (missing.isEmpty()) {
        present.add(peer);
      } else {
        absent.put(peer.name(), "not installed: " + String.join(", ", missing));
      }
    }
    return present;
  }

  /** What runs in this JVM is compiled by it while it runs; peers come compiled. */
  private void warmUp(List<Contestant> present, List<Path> slide)
      throws IOException, InterruptedException {
    for (Contestant contestant : present) {
      if (contestant.own() && !contestant.fresh()) {
        progress.accept("warming up: " + contestant.name());
        measure(contestant, slide, -1);
      }
    }
  }

  private Sample measure(Contestant contestant, List<Path> slides, int round)
      throws IOException, InterruptedException {
    if (!contestant.own()) {
      return place.python().measure(contestant, slides, place.files(), round);
    }
    Path scratch = Files.createTempDirectory("wsispark-bench");
    try {
      BenchStep.Measured done =
          contestant.fresh()
              ? FreshJvm.run(contestant.step(), slides, contestant.threads(), scratch)
              : BenchSteps.named(contestant.step()).run(slides, contestant.threads(), scratch);
      return new Sample(
          contestant.name(),
          slides.size(),
          round,
          done.units(),
          done.seconds(),
          Double.valueOf(done.cpuSeconds()));
    } finally {
      ScratchFolder.delete(scratch);
    }
  }
}
