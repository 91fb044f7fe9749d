package org.wsispark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.errors.WsiException;

class ModelCardYamlTest {
  private static final ModelCard CARD =
      TestCards.with(
          TestCards.card(64, 32, 4, 2, List.of("tumour", "on: fat #1"), new byte[] {1}),
          new Normalization(
              Normalization.NCHW_RGB,
              1.0 / 255,
              List.of(0.485, 0.456, 0.406),
              List.of(0.229, 0.224, 0.225)));

  @Test
  void comesBackFromYaml() {
    byte[] yaml = ModelCardYaml.write(CARD);
    assertThat(ModelCardYaml.read(yaml, "card.yaml")).isEqualTo(CARD);
    assertThat(new String(yaml, StandardCharsets.UTF_8))
        .contains("model_id: test-model", "window_px: 64", "output_downsample: 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model_id: test-model   | model_id: ../etc      | model_id ../etc",
        "window_px: 64          | window_px: 63         | do not fit",
        "window_px: 64          | window_px: 64.5       | window_px",
        "window_px: 64          | window_px: \"64\"     | window_px",
        "window_px: 64          | window: 64            | window",
        "stride_px: 32          | stride_px: 65         | do not fit",
        "output_downsample: 4   | output_downsample: 0  | do not fit",
        "batch_size: 2          | batch_size: 0         | batch_size 0",
        "batch_size: 2          | batch_size: null      | batch_size",
        "mpp: 0.5               | mpp: .nan             | key mpp",
        "mpp: 0.5               | mpp: -1               | mpp -1.0",
        "layout: NCHW_RGB       | layout: NHWC          | layout NHWC",
        "- 0.229                | - 0                   | std",
        "- 0.485                | - x                   | x",
        "- tumour               | - \"on: fat #1\"      | names one class twice",
        "licence: Apache-2.0    | licence: ''           | licence is empty",
        "trained: false         | trained: maybe        | maybe",
        "trained: false         | trained: false\\nnote: 1 | note",
        "name: Test model       | mpp: 0.25             | Duplicate",
        "sha256:                | sha256: 12 #          | sha256 12",
      })
  void refusesACardAndNamesTheKey(String good, String bad, String message) {
    String yaml = new String(ModelCardYaml.write(CARD), StandardCharsets.UTF_8);
    assertThat(yaml).contains(good);
    byte[] broken = yaml.replace(good, bad.replace("\\n", "\n")).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ModelCardYaml.read(broken, "card.yaml"))
        .isInstanceOfSatisfying(
            WsiException.class, e -> assertThat(e.code()).isEqualTo(InferenceError.BAD_MODEL_CARD))
        .hasMessageContaining("card.yaml")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"''", "'- 1'", "'{'", "'a: &a [*a]'"})
  void refusesWhatIsNoCard(String yaml) {
    assertThatThrownBy(() -> ModelCardYaml.read(yaml.getBytes(StandardCharsets.UTF_8), "card.yaml"))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_MODEL_CARD")
        .hasMessageContaining("card.yaml");
  }

  @Test
  void refusesABatchThatNoBufferHolds() {
    assertThatThrownBy(() -> TestCards.card(8192, 8192, 1, 64, List.of("a"), new byte[0]))
        .hasMessageContaining("more than one run can hold");
  }
}
