package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
