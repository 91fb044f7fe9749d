package org.wsispark.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;

class OptionsResolverTest {
  private static final Cut DEFAULTS = new Cut(256, 0.5, "jpeg", null, List.of("a"));

  @TempDir Path folder;

  record Cut(
      @Key("Side, px.") int sizePx,
      @Key("Resolution.") double mpp,
      @Key("Encoding.") String encoding,
      @Key("Seed or null.") Long seed,
      @Key("Names.") List<String> names) {
    Cut {
      if (sizePx < 1) {
        throw OptionsError.badValue("size-px", sizePx, "it is at least 1");
      }
    }
  }

  record Grouped(@Key("Name.") String name, @Key("The cut") @JsonUnwrapped Cut cut) {}

  @Test
  void keysOfAGroupAreKeysLikeAllOthers() throws Exception {
    Grouped defaults = new Grouped("n", DEFAULTS);
    Path conf = Files.writeString(folder.resolve("g.yaml"), "size-px: 128\n");

    assertThat(OptionsResolver.resolve(defaults, conf, Map.of("encoding", "png", "name", "m")))
        .isEqualTo(new Grouped("m", new Cut(128, 0.5, "png", null, List.of("a"))));
    assertThatThrownBy(() -> OptionsResolver.resolve(defaults, null, Map.of("size-px", "0")))
        .hasMessageStartingWith("BAD_VALUE: size-px is 0, but it is at least 1. Set it with");
    assertThatThrownBy(() -> OptionsResolver.resolve(defaults, null, Map.of("size-px", "1.5")))
        .hasMessageStartingWith("BAD_VALUE: size-px: ");
    assertThatThrownBy(() -> OptionsResolver.resolve(defaults, null, Map.of("cut", "1")))
        .hasMessageContaining("there is no key cut");
    assertThat(ConfFile.text("grouped", defaults))
        .contains("# Name.\nname: \"n\"\n\n# --- The cut ---\n\n# Side, px.\nsize-px: 256\n");
  }

  @Test
  void laterOnesWin() throws Exception {
    Path conf = Files.writeString(folder.resolve("a.yaml"), "size-px: 128\nmpp: 1\n");

    Cut cut =
        OptionsResolver.resolve(
            DEFAULTS, conf, Map.of("mpp", "0.25", "seed", "7", "names", "[b, c]"));

    assertThat(cut).isEqualTo(new Cut(128, 0.25, "jpeg", 7L, List.of("b", "c")));
    assertThat(OptionsResolver.resolve(DEFAULTS, null, Map.of())).isEqualTo(DEFAULTS);
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> OptionsResolver.resolve(DEFAULTS, null, Map.of("size", "1")))
        .isInstanceOf(WsiException.class)
        .hasMessageMatching(
            "UNKNOWN_KEY: --set: there is no key size. Did you mean seed\\?.*|"
                + "UNKNOWN_KEY: --set: there is no key size. Did you mean size-px\\?.*");
    assertThatThrownBy(() -> OptionsResolver.resolve(DEFAULTS, null, Map.of("sizepx", "1")))
        .hasMessageContaining("Did you mean size-px?");
  }

  @Test
  void aValueOfAnotherKindIsRefusedWithItsKey() {
    for (String value : List.of("1.5", "many", "true", "[1]")) {
      assertThatThrownBy(() -> OptionsResolver.resolve(DEFAULTS, null, Map.of("size-px", value)))
          .as(value)
          .isInstanceOf(WsiException.class)
          .hasMessageStartingWith("BAD_VALUE: size-px: ");
    }
  }

  @Test
  void theRecordsOwnRuleArrivesAsItIs() {
    assertThatThrownBy(() -> OptionsResolver.resolve(DEFAULTS, null, Map.of("size-px", "0")))
        .hasMessage(
            "BAD_VALUE: size-px is 0, but it is at least 1. Set it with --set size-px=VALUE or in"
                + " the file given to --conf");
  }

  @Test
  void aFileThatIsNoneSaysSo() throws Exception {
    Path list = Files.writeString(folder.resolve("b.yaml"), "- a\n");
    assertThatThrownBy(() -> OptionsResolver.resolve(DEFAULTS, list, Map.of()))
        .hasMessageContaining("BAD_FILE")
        .hasMessageContaining("b.yaml")
        .hasMessageContaining("it holds no keys");
    assertThatThrownBy(
            () -> OptionsResolver.resolve(DEFAULTS, folder.resolve("none.yaml"), Map.of()))
        .hasMessageContaining("BAD_FILE")
        .hasMessageContaining("none.yaml: it is not there");
  }

  @Test
  void theConfFileHoldsEveryKeyWithItsMeaning() {
    assertThat(ConfFile.text("cut", DEFAULTS))
        .contains("# Side, px.\nsize-px: 256\n")
        .contains("# Seed or null.\nseed: null\n")
        .contains("names: [\"a\"]\n");
  }
}
