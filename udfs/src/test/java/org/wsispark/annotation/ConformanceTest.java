package org.wsispark.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.annotation.aperio.AperioDocument;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.MaskRule;
import org.wsispark.annotation.mask.RuleMasks;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.raster.BitMask;

/** The published cases of docs/aperio-xml. */
class ConformanceTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("wsispark.root", "..")).resolve("docs/aperio-xml");

  private static JsonNode root() throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("cases.json").toFile());
  }

  static Stream<Arguments> cases() throws IOException {
    JsonNode root = root();
    PixelRect window = new PixelRect(0, 0, root.get("width").asInt(), root.get("height").asInt());
    return StreamSupport.stream(root.get("cases").spliterator(), false)
        .map(entry -> Arguments.of(entry.get("name").asText(), entry, window));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void holds(String name, JsonNode entry, PixelRect window) throws IOException {
    byte[] bytes = Files.readAllBytes(FOLDER.resolve(entry.get("xml").asText()));
    if (entry.has("refused")) {
      WsiException failure =
          catchThrowableOfType(WsiException.class, () -> AperioXml.read(bytes, name));
      assertThat(failure).as("%s is read", name).isNotNull();
      assertThat(failure.code()).hasToString(entry.get("refused").asText());
      return;
    }
    AnnotationDocument document = AperioXml.read(bytes, name);
    assertThat(AperioDocument.of(bytes, name).edited(List.of()).bytes()).isEqualTo(bytes);
    Downsample downsample = downsample(entry.get("downsample").asText());
    JsonNode masks = entry.at("/masks/exact");
    assertThat(document.layers()).hasSize(masks.size());
    for (int k = 0; k < masks.size(); k++) {
      BitMask expected = bitmap(FOLDER.resolve(masks.get(k).asText()));
      assertThat(LayerMasks.rasterize(document.layers().get(k), downsample, window))
          .as("layer %d", k)
          .isEqualTo(expected);
    }
    for (MaskRule rule : List.of(MaskRule.PAIP2019, MaskRule.PAIP2020, MaskRule.PAIP2021)) {
      JsonNode values = entry.at("/masks/" + rule.text());
      if (!values.isMissingNode()) {
        int factor = entry.get("downsample").asInt();
        MaskGrid grid =
            MaskGrid.plain(window.width() * factor, window.height() * factor, downsample);
        PixelRect slide = new PixelRect(0, 0, window.width() * factor, window.height() * factor);
        assertThat(RuleMasks.of(rule, document, null, slide, grid).on(grid).values(window))
            .as(rule.text())
            .isEqualTo(greymap(FOLDER.resolve(values.asText()), window));
      }
    }
    assertThat(found(AnnotationCheck.of(document, Optional.of(window)), document))
        .containsExactlyInAnyOrderElementsOf(wanted(entry.get("defects")));
  }

  @Test
  void theCasesHaveForegroundAndRefusals() throws IOException {
    int foreground = 0;
    int refused = 0;
    Set<String> rules = new TreeSet<>();
    for (JsonNode entry : root().get("cases")) {
      refused += entry.has("refused") ? 1 : 0;
      entry.path("masks").fieldNames().forEachRemaining(rules::add);
      for (JsonNode mask : entry.at("/masks/exact")) {
        foreground += bitmap(FOLDER.resolve(mask.asText())).count() > 0 ? 1 : 0;
      }
    }
    assertThat(foreground).isGreaterThan(20);
    assertThat(refused).isGreaterThan(7);
    assertThat(rules).containsExactlyElementsOf(MaskRule.texts());
  }

  private static Downsample downsample(String text) {
    List<Long> terms = Stream.of(text.split("/", -1)).map(Long::parseLong).toList();
    Rational ratio = new Rational(terms.get(0), terms.size() > 1 ? terms.get(1) : 1);
    return new Downsample(ratio, ratio);
  }

  private static BitMask bitmap(Path file) throws IOException {
    List<String> words = Stream.of(Files.readString(file).split("\\s+", -1)).toList();
    assertThat(words.get(0)).isEqualTo("P1");
    BitMask mask = new BitMask(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
    for (int k = 0; k < mask.width() * mask.height(); k++) {
      mask.set(k % mask.width(), k / mask.width(), words.get(3 + k).equals("1"));
    }
    return mask;
  }

  /** Values of a plain greymap; some are not 0. */
  private static byte[] greymap(Path file, PixelRect window) throws IOException {
    List<String> words = Stream.of(Files.readString(file).strip().split("\\s+", -1)).toList();
    assertThat(words.subList(0, 4))
        .containsExactly("P2", window.width() + "", window.height() + "", "255");
    byte[] values = new byte[window.width() * window.height()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (byte) Integer.parseInt(words.get(4 + k));
    }
    assertThat(new String(values, StandardCharsets.ISO_8859_1)).matches("(?s).*[^\\x00].*");
    return values;
  }

  /** Findings about stored measures have no place in the cases: these documents store none. */
  private static List<String> found(AnnotationCheck check, AnnotationDocument document) {
    List<String> found = new ArrayList<>();
    int layer = 0;
    for (Finding finding : check.findings()) {
      boolean second = finding.kind() == Finding.Kind.DUPLICATE_LAYER_ID;
      // Layers come one after the other; a new one starts with another id or where one repeats.
      while (second ? layer == 0 : !document.layers().get(layer).id().equals(finding.layerId())) {
        layer++;
      }
      found.add(
          finding.kind().name().toLowerCase(Locale.ROOT)
              + " "
              + layer
              + " "
              + finding.regionIndex());
    }
    return found;
  }

  private static List<String> wanted(JsonNode defects) {
    List<String> wanted = new ArrayList<>();
    for (JsonNode defect : defects) {
      wanted.add(
          "%s %d %d"
              .formatted(
                  defect.get("kind").asText(),
                  defect.get("layer").asInt(),
                  defect.get("region").asInt()));
    }
    return wanted;
  }
}
