package org.wsispark.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.wsispark.errors.WsiException;

/**
 * The slides of a workload: made by make_slide.py once and kept, each with the list of the patches
 * that the peers read, so that all do the same work.
 */
final class BenchSlides {
  /** The form of a workload on make_annotation.py's XML. */
  private static final String ANNOTATION = "annotation";

  private static final String PATCHES =
      "import json, sys, peers; json.dump(peers.tissue_patches(sys.argv[1]), open(sys.argv[2], 'w'))";

  private final Path folder;
  private final Path source;
  private final PeerPython python;

  /**
   * Over a folder.
   *
   * @param source the slide whose tissue they show
   * @param python null when there is none; then only slides that are there already can be used
   */
  BenchSlides(Path folder, Path source, PeerPython python) {
    this.folder = folder;
    this.source = source;
    this.python = python;
  }

  /** As many as asked for, made where they are missing. */
  List<Path> get(Workload.Slides wanted) throws InterruptedException {
    if (wanted.form().equals(ANNOTATION)) {
      return List.of(annotation());
    }
    List<Path> slides = new ArrayList<>();
    for (int layout = 0; layout < wanted.most(); layout++) {
      Path slide = folder.resolve("%s-%s-%d.svs".formatted(wanted.form(), wanted.blocks(), layout));
      if (!Files.exists(slide)) {
        make(slide, wanted, layout);
      }
      listPatches(slide);
      slides.add(slide);
    }
    return slides;
  }

  private Path annotation() throws InterruptedException {
    Path xml = folder.resolve("annotation.xml");
    if (Files.exists(xml)) {
      return xml;
    }
    if (python == null) {
      throw WsiException.of(BenchError.NO_SLIDE, "there is no annotation to measure on")
          .inSlide(xml.toString())
          .remedy("Name one that make_annotation.py wrote with --slide, or give --peers");
    }
    Path part = xml.resolveSibling("annotation.xml.part");
    try {
      Files.createDirectories(folder);
      Program.run(
              List.of(python.interpreter().toString(), "make_annotation.py", part.toString()),
              python.scripts())
          .orFail();
      return Files.move(part, xml, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + xml, e);
    }
  }

  private void make(Path slide, Workload.Slides wanted, int layout) throws InterruptedException {
    if (python == null || !Files.exists(source)) {
      throw WsiException.of(BenchError.NO_SLIDE, "there is no slide to measure on")
          .inSlide(slide.toString())
          .remedy("Name one with --slide, or give --peers and --shared, which make it");
    }
    Path part = slide.resolveSibling(slide.getFileName() + ".part");
    try {
      Files.createDirectories(folder);
      Program.run(
              List.of(
                  python.interpreter().toString(),
                  "make_slide.py",
                  source.toString(),
                  part.toString(),
                  "--blocks",
                  wanted.blocks(),
                  "--layout",
                  Integer.toString(layout),
                  "--form",
                  wanted.form()),
              python.scripts())
          .orFail();
      Files.move(part, slide, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + slide, e);
    }
  }

  /** Without Python the list stays away, and {@link TissuePatches} goes by a rule of its own. */
  void listPatches(Path slide) throws InterruptedException {
    Path list = TissuePatches.listOf(slide);
    if (python == null || slide.toString().endsWith(".xml") || Files.exists(list)) {
      return;
    }
    Path part = list.resolveSibling(list.getFileName() + ".part");
    try {
      Program.run(
              List.of(
                  python.interpreter().toString(),
                  "-c",
                  PATCHES,
                  slide.toString(),
                  part.toString()),
              python.scripts())
          .orFail();
      Files.move(part, list, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + list, e);
    }
  }
}
