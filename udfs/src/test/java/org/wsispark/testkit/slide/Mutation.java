package org.wsispark.testkit.slide;

/**
 * A slide file with one thing wrong.
 *
 * @param seed makes the same mutation of the same file again
 * @param damage what kind of thing
 * @param description what was changed where, from which value to which
 * @param bytes the whole mutated file, this mutation's own
 */
public record Mutation(long seed, Damage damage, String description, byte[] bytes) {

  @Override
  public String toString() {
    return "%s (%s, seed %d)".formatted(description, damage, seed);
  }
}
