package org.wsispark.testkit.slide;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes wrong slide files of a sound one, each with one thing wrong. For any number of threads. */
public final class SlideMutator {
  private final byte[] sound;
  private final TiffMap map;

  /**
   * Of a slide.
   *
   * @param sound a TIFF or BigTIFF file of either byte order; not copied, not changed
   */
  public SlideMutator(byte[] sound) {
    this.sound = sound;
    this.map = TiffMap.of(sound);
  }

  /** A mutation of any kind; the same seed makes the same. */
  public Mutation mutate(long seed) {
    Damage[] kinds = Damage.values();
    return mutate(kinds[new SplittableRandom(seed).nextInt(kinds.length)], seed);
  }

  /** A mutation of this kind; the same seed makes the same. */
  public Mutation mutate(Damage damage, long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    for (; ; ) {
      MutableTiff tiff = new MutableTiff(map, sound.clone(), random);
      String description = damage.apply(tiff);
      if (!Arrays.equals(tiff.bytes(), sound)) {
        return new Mutation(seed, damage, description, tiff.bytes());
      }
    }
  }
}
