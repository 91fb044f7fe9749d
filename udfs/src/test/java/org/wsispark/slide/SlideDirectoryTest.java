package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.errors.WsiException;
import org.wsispark.testkit.slide.MemorySource;

class SlideDirectoryTest {

  private static SlideInfo tiny(String description) {
    TinyTiff tiff = TinyTiff.little();
    tiff.tiled().text(270, description);
    try (SlideReader reader = SlideReaders.open(new MemorySource(tiff.bytes()))) {
      return reader.info();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Aperio|MPP = 0.25|AppMag = 40|Left = 2|User = x", "Aperio", "other writer"})
  void comesBackEqual(String description) {
    SlideInfo info = tiny(description);
    String json = SlideDirectory.toJson(info);
    assertThat(json).doesNotContain("\n").doesNotContain("User");
    assertThat(SlideDirectory.fromJson(json)).isEqualTo(info);
    assertThat(SlideDirectory.toJson(SlideDirectory.fromJson(json))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CMU-1-Small-Region.svs", "TCGA-CR-7395-01A-01-TS1.svs"})
  void realSlidesComeBackEqual(String name) {
    try (SlideReader reader = SlideReaders.open(SharedData.slide(name))) {
      SlideInfo info = reader.info();
      assertThat(SlideDirectory.fromJson(SlideDirectory.toJson(info))).isEqualTo(info);
      assertThat(info.levels().get(0).bytes().total()).isGreaterThan(1_000_000);
      assertThat(info.directoryDigest()).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void aStoredDirectoryHoldsTheWholeDescription() {
    SlideInfo info = SlideDirectory.fromJson(SlideDirectory.toJson(tiny("Aperio|MPP = 0.25")));
    assertThat(info.mpp().orElseThrow().umPerPx()).isEqualTo(0.25);
    assertThat(info.width()).isEqualTo(20);
    assertThat(info.height()).isEqualTo(12);
    assertThat(info.levels().get(0).tiles().count()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"version\":2}",
        "{\"version\":1}",
        "{\"version\":1,\"vendor\":\"a\",\"properties\":{},\"levels\":[],\"associated\":[],"
            + "\"droppedProperties\":0,\"directoryDigest\":\"0\"}",
        "{\"version\":1,\"vendor\":7,\"properties\":{},\"levels\":[{\"width\":\"x\"}]}"
      })
  void anythingElseIsATypedError(String json) {
    assertThatThrownBy(() -> SlideDirectory.fromJson(json))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(SlideError.BAD_DIRECTORY);
              assertThat(e.remedy()).contains("Ingest the slide again");
            });
  }
}
