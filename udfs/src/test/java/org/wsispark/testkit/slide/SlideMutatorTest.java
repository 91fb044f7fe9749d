package org.wsispark.testkit.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.tiff.TiffFile;

class SlideMutatorTest {
  private static final List<TileGrid> LEVELS =
      List.of(new TileGrid(90, 70, 32, 32), new TileGrid(22, 17, 32, 32));

  @TempDir Path folder;

  private List<SlideVariant> forms() {
    return SlideVariant.compressions().findFirst().orElseThrow().inEveryForm();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void everyDamageChangesTheFileTellsWhatAndComesAgain(Damage damage) {
    for (SlideVariant variant : forms()) {
      byte[] sound = variant.bytes(LEVELS, folder);
      byte[] before = sound.clone();
      SlideMutator mutator = new SlideMutator(sound);
      for (long seed = 0; seed < 30; seed++) {
        Mutation mutation = mutator.mutate(damage, seed);
        assertThat(mutation.bytes()).as("%s", mutation).isNotEqualTo(sound);
        assertThat(mutation.toString())
            .contains(damage.name(), "seed " + seed)
            .containsPattern("\\d");
        Mutation again = mutator.mutate(damage, seed);
        assertThat(again.description()).isEqualTo(mutation.description());
        assertThat(again.bytes()).as("%s", mutation).isEqualTo(mutation.bytes());
      }
      assertThat(sound).as("the sound file").isEqualTo(before);
    }
  }

  @Test
  void theMapFindsWhatTheReaderFinds() {
    for (SlideVariant variant : SlideVariant.all().toList()) {
      byte[] file = variant.bytes(LEVELS, folder);
      TiffMap map = TiffMap.of(file);
      TiffFile read = TiffFile.read(new MemorySource(file));
      assertThat(map.directories()).hasSize(3).hasSameSizeAs(read.directories());
      for (int k = 0; k < 3; k++) {
        assertThat(map.directories().get(k).at()).isEqualTo(read.directories().get(k).offset());
        assertThat(map.directories().get(k).entries())
            .extracting(TiffMap.Entry::tag)
            .containsExactlyElementsOf(
                read.directories().get(k).fields().stream().map(field -> field.tag()).toList());
      }
    }
  }
}
