package org.wsispark.jobs.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.wsispark.slide.synthetic.PrivateData;
import org.wsispark.slide.synthetic.TissueSpec;

/** Decides what each slide of a cohort shows. A slide does not depend on how many there are. */
final class SynthPlanner {
  private static final int IHC_EVERY = 4;

  private SynthPlanner() {}

  /**
   * One slide.
   *
   * @param id its name, a pseudonym
   * @param patient pseudonym of its patient
   * @param spec what it shows
   * @param secret personal data of slide and patient, when the cohort has any
   */
  record Planned(String id, String patient, TissueSpec spec, Optional<PrivateData> secret) {

    /** Name of the slide's file without its ending; personal when the cohort is. */
    String stem() {
      return secret.map(who -> who.fileName() + "_" + id.substring(id.length() - 4)).orElse(id);
    }
  }

  static List<Planned> plan(SynthOptions options) {
    List<Planned> slides = new ArrayList<>();
    for (int k = 0; k < options.slides(); k++) {
      slides.add(slide(options, k, k % options.patientCount()));
    }
    return slides;
  }

  private static Planned slide(SynthOptions options, int index, int patient) {
    long seed = draw(options.seed(), index);
    long patientSeed = draw(~options.seed(), patient);
    TissueSpec.Organ[] organs = TissueSpec.Organ.values();
    TissueSpec spec =
        new TissueSpec(
            options.width(),
            options.height(),
            seed,
            patientSeed,
            organs[patient % organs.length],
            index % IHC_EVERY == IHC_EVERY - 1 ? TissueSpec.Stain.IHC : TissueSpec.Stain.HE);
    Optional<PrivateData> secret =
        options.phi() ? Optional.of(PrivateData.invent(patientSeed, seed)) : Optional.empty();
    return new Planned(
        String.format(Locale.ROOT, "synth-%04d", index + 1),
        String.format(Locale.ROOT, "P%04d", patient + 1),
        spec,
        secret);
  }

  private static long draw(long seed, int index) {
    return new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (index + 1L)).nextLong();
  }
}
