package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.jobs.dataset.FreezeOptions;
import org.wsispark.patch.EdgePolicy;
import org.wsispark.patch.ScannerTileRule;

class PatchesOptionsTest {
  private static final PatchesOptions DEFAULTS = PatchesOptions.defaults();

  private static Object value(RecordComponent component, PatchesOptions of)
      throws ReflectiveOperationException {
    return component.getAccessor().invoke(of);
  }

  @Test
  void aGroupTakesThePlaceOfThatOfItsType() throws ReflectiveOperationException {
    SampleOptions sample = SampleOptions.defaults().withMaxPerSlide(7);
    PatchesOptions changed = DEFAULTS.with(sample);

    assertThat(changed.sample()).isSameAs(sample).isNotEqualTo(DEFAULTS.sample());
    for (RecordComponent component : PatchesOptions.class.getRecordComponents()) {
      if (component.getType() != SampleOptions.class) {
        assertThat(value(component, changed))
            .as(component.getName())
            .isEqualTo(value(component, DEFAULTS));
      }
    }
    List<? extends Class<?>> groups =
        Arrays.stream(PatchesOptions.class.getRecordComponents())
            .map(RecordComponent::getType)
            .filter(Class::isRecord)
            .toList();
    assertThat(groups).as("with() tells groups by their types").doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoGroupIsRefused() {
    assertThatThrownBy(() -> DEFAULTS.with(DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PatchesOptions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "reference"})
  void whatNeedsPixelsIsRefusedWhereTilesAreNotDecoded(String encoding) {
    PatchesOptions tiles = DEFAULTS.with(new ImageOptions(encoding, 90));

    assertThatThrownBy(() -> tiles.with(new ContextOptions(List.of(2.0))))
        .hasMessageContaining(
            "context-mpp is [2.0], but encoding " + encoding + " decodes nothing");
    PatchesOptions shifted = tiles.with(GridOptions.defaults().withEdge(EdgePolicy.SHIFT));
    assertThatThrownBy(shifted::rule)
        .hasMessageContaining("edge is shift, but tiles that are not decoded cannot be moved");
    assertThat(tiles.with(GridOptions.defaults().withEdge(EdgePolicy.PAD)).rule())
        .isInstanceOf(ScannerTileRule.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../out", "-set", ".hidden", "two words", "täglich", "a/b"})
  void aNameThatIsNoFolderIsRefused(String name) {
    assertThatThrownBy(() -> DEFAULTS.withPatchSet(name))
        .hasMessageContaining("patch-set is " + name + ", but a name is up to 128");
    assertThatThrownBy(() -> new FreezeOptions(name, "default"))
        .hasMessageContaining("name is " + name + ", but a name is up to 128");
  }
}
