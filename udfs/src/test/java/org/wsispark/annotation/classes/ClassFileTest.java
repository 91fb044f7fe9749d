package org.wsispark.annotation.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AttributeHeader;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.annotation.classes.ClassSet.Classified;
import org.wsispark.errors.WsiException;

class ClassFileTest {
  private static final String FILE =
      """
      use: a
      sets:
        a:
          about: test
          unmatched: refuse
          classes:
            - {name: tumour, color: "#ff8000", match: [{id: "2"}, {attribute: CaP, color: "#00ff00"}]}
            - {name: spare, color: "#000001"}
            - {name: stroma, color: "#0000ff", match: [{name: Stroma}, {id: "2"}]}
      """;

  private static ClassFile read(String text) {
    return ClassFile.read(text.getBytes(StandardCharsets.UTF_8), "classes.yaml");
  }

  private static Layer layer(String id, String name, int color, String attribute) {
    return new Layer(
        id,
        name,
        Layer.USER,
        color,
        Map.of(),
        List.of(new NamedAttribute(attribute, "0", "")),
        AttributeHeader.STANDARD,
        List.of(),
        List.of());
  }

  private static AnnotationDocument document(Layer... layers) {
    return new AnnotationDocument(Optional.empty(), List.of(layers));
  }

  @Test
  void layersGoToTheFirstClassThatTakesThem() {
    ClassSet set = read(FILE).set("");
    Layer stroma = layer("5", " STROMA", 7, "");
    Layer second = layer("2", "stroma", 7, "");
    Layer cap = layer("1", "", Layer.GREEN, "cap");
    Classified found = set.classified(document(stroma, second, cap));
    assertThat(found.layers())
        .extracting(layer -> layer.value() + layer.rule().name() + layer.layer().id())
        .containsExactly("1tumour2", "1tumour1", "3stroma5");
    assertThat(found.unmatched()).isEmpty();
    assertThat(set.classes().get(0).lineColor()).isEqualTo(Layer.lineColor(255, 128, 0));
  }

  @Test
  void allPartsOfAMatchMustHold() {
    Layer wrongColor = layer("1", "", 255, "CaP");
    WsiException refused =
        catchThrowableOfType(
            WsiException.class, () -> read(FILE).set("a").classified(document(wrongColor)));
    assertThat(refused.code()).isEqualTo(ClassesError.UNMATCHED_LAYER);
    assertThat(refused).hasMessageContaining("no class takes the layer 1 (CaP)");
    ClassSet lenient = read(FILE.replace("refuse", "leave-out")).set("a");
    assertThat(lenient.classified(document(wrongColor)).unmatched()).containsExactly(wrongColor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "use: a|use: b|NO_SUCH_SET|there is no set \"b\"",
        "use: a||BAD_FILE|the file lacks use and sets",
        "\"#ff8000\"|orange|BAD_VALUE|the colour \"orange\" is not of the form #rrggbb",
        "{id: \"2\"}, |{}, |BAD_VALUE|a match without any condition",
        "name: spare|name: tumour|BAD_VALUE|the class \"tumour\" stands twice",
        "unmatched: refuse|unmatched: maybe|BAD_VALUE|unmatched is \"maybe\" in a",
        "unmatched: refuse|unmatch: x|BAD_FILE|Unrecognized field \"unmatch\"",
        "about: test||BAD_FILE|a lacks about and classes",
        "name: spare|nam: spare|BAD_FILE|line 8",
        "use: a|use: [a|BAD_FILE|line ",
      })
  void wrongFilesAreRefused(String good, String bad, ClassesError code, String problem) {
    String text = FILE.replace(good, bad == null ? "" : bad);
    WsiException failure = catchThrowableOfType(WsiException.class, () -> read(text));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.getMessage()).contains(problem).contains("classes.yaml");
  }

  @Test
  void theFileOfTheProjectHasTheFiveOrgans() throws IOException {
    Path conf = Path.of(System.getProperty("wsispark.root"), "conf", "classes.yaml");
    ClassFile file = ClassFile.read(Files.readAllBytes(conf), conf.toString());
    assertThat(file.sets().keySet())
        .containsExactly(
            "paip-colon", "paip-kidney", "paip-liver", "paip-pancreas", "paip-prostate");
    file.sets()
        .forEach(
            (name, set) -> {
              HashSet<String> colors = new HashSet<>();
              assertThat(set.classes()).as(name).allMatch(rule -> colors.add(rule.color()));
              assertThat(set.classes()).as(name).anyMatch(rule -> rule.match().isEmpty());
            });
    Classified liver =
        file.set("").classified(document(layer("2", "", 65280, ""), layer("1", "", 65535, "")));
    assertThat(liver.layers())
        .extracting(layer -> layer.rule().name())
        .containsExactly("whole tumour", "viable tumour");
  }
}
