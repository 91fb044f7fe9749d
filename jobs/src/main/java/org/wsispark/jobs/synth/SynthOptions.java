package org.wsispark.jobs.synth;

import java.nio.file.Path;
import java.util.Objects;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.slide.synthetic.TissueSpec;

/** Options of {@link SynthJob}. */
public record SynthOptions(
    @Key("Folder for the cohort; made when it is not there.") Path out,
    @Key("How many slides, 1 to 100,000.") int slides,
    @Key("Width of level 0 in pixels, 1,024 to 250,000.") int width,
    @Key("Height of level 0 in pixels, 1,024 to 250,000.") int height,
    @Key("Decides every byte of the cohort.") long seed,
    @Key("How many patients the slides belong to; 0 is one for two slides.") int patients,
    @Key("Whether invented personal data is put wherever scanners leave it.") boolean phi,
    @Key("Threads that paint; 0 is one per processor. The bytes do not depend on it.")
        int threads) {
  private static final int MOST_SLIDES = 100_000;
  private static final int LARGEST_PX = 250_000;

  /** Checks the ranges. */
  public SynthOptions {
    Objects.requireNonNull(out, "out");
    if (slides < 1 || slides > MOST_SLIDES) {
      throw OptionsError.badValue("slides", slides, "it lies from 1 to 100000");
    }
    checkSide("width", width);
    checkSide("height", height);
    if (patients < 0 || patients > slides) {
      throw OptionsError.badValue("patients", patients, "it lies from 0 to the number of slides");
    }
    if (threads < 0) {
      throw OptionsError.badValue("threads", threads, "it is at least 0");
    }
  }

  private static void checkSide(String key, int px) {
    if (px < TissueSpec.SMALLEST_PX || px > LARGEST_PX) {
      throw OptionsError.badValue(key, px, "it lies from 1024 to 250000");
    }
  }

  /** A cohort of H&E and IHC slides of 8,192 px without personal data. */
  public static SynthOptions into(Path out, int slides) {
    return new SynthOptions(out, slides, 8_192, 8_192, 1, 0, false, 0);
  }

  /** How many patients there are. */
  int patientCount() {
    return patients == 0 ? (slides + 1) / 2 : patients;
  }

  /** How many threads paint. */
  int threadCount() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
