package org.wsispark.jobs.synth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.synthetic.PrivateData;
import org.wsispark.slide.synthetic.TissueScene;
import org.wsispark.slide.synthetic.TissueSlide;

/**
 * Makes slides, their truth and the manifest. Files of the same name are replaced, each at once;
 * the manifest comes last, so a cohort that has one is whole.
 */
public final class SynthJob {
  private static final String MANIFEST = "manifest.yaml";

  private final SynthOptions options;

  /** A job over its options. */
  public SynthJob(SynthOptions options) {
    this.options = options;
  }

  /**
   * Makes the cohort.
   *
   * @param done hears of each slide as it is finished
   * @throws WsiException CANNOT_WRITE of this package or of the slide's writer; files finished
   *     before stay
   */
  public SynthResult run(Consumer<SynthResult.Slide> done) {
    try {
      Files.createDirectories(options.out());
      CohortManifest manifest = new CohortManifest();
      List<SynthResult.Slide> slides = new ArrayList<>();
      for (SynthPlanner.Planned planned : SynthPlanner.plan(options)) {
        SynthResult.Slide slide = make(planned);
        manifest.add(
            planned,
            slide.slide().getFileName().toString(),
            sha256(slide.slide()),
            slide.truth().getFileName().toString());
        slides.add(slide);
        done.accept(slide);
      }
      Path file = options.out().resolve(MANIFEST);
      place(file, manifest.yaml(options.seed()).getBytes(StandardCharsets.UTF_8));
      return new SynthResult(slides, file);
    } catch (IOException e) {
      throw WsiException.of(
              SynthError.CANNOT_WRITE, "the cohort cannot be written to %s: %s", options.out(), e)
          .remedy("Look at the folder's rights and free space, or name another with --out")
          .causedBy(e);
    }
  }

  private SynthResult.Slide make(SynthPlanner.Planned planned) throws IOException {
    Path slide = options.out().resolve(planned.stem() + ".svs");
    Path truth = options.out().resolve(planned.stem() + ".xml");
    TissueScene scene =
        new TissueScene(planned.spec(), planned.secret().map(PrivateData::accession).orElse(""));
    place(truth, AperioXml.write(TruthDocument.of(scene.truth(), planned.secret())));
    new TissueSlide(scene, planned.id(), planned.secret()).write(slide, options.threadCount());
    return new SynthResult.Slide(planned.id(), slide, truth, Files.size(slide));
  }

  private static void place(Path target, byte[] bytes) throws IOException {
    Path part =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.write(part, bytes);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return DigestUtils.sha256Hex(in);
    }
  }
}
