package org.wsispark.inference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.wsispark.errors.WsiException;

/**
 * Model cards as YAML: one document, keys in snake case ({@code window_px}), none unknown, none
 * missing, none twice, no text where a number belongs.
 */
public final class ModelCardYaml {
  private static final ObjectMapper MAPPER =
      YAMLMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  private ModelCardYaml() {}

  /**
   * Reads a card.
   *
   * @param yaml the bytes of the file, UTF-8
   * @param name what was read, for error messages
   * @return the card
   * @throws WsiException {@link InferenceError#BAD_MODEL_CARD} naming the key and the line
   */
  public static ModelCard read(byte[] yaml, String name) {
    try {
      return MAPPER.readValue(yaml, ModelCard.class);
    } catch (JsonMappingException e) {
      // A rule of the card's own constructor arrives wrapped; its message is the better one.
      if (e.getCause() instanceof WsiException rule) {
        throw rule.inSlide(name);
      }
      String key = e.getPath().isEmpty() ? "" : ", key " + keys(e.getPath());
      throw unreadable(e, name, key);
    } catch (JacksonException e) {
      throw unreadable(e, name, "");
    } catch (IOException e) {
      throw WsiException.of(InferenceError.BAD_MODEL_CARD, "cannot be read: %s", e.getMessage())
          .inSlide(name)
          .causedBy(e);
    }
  }

  private static String keys(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(r -> r.getFieldName() == null ? Integer.toString(r.getIndex()) : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static WsiException unreadable(JacksonException e, String name, String key) {
    String line = e.getLocation() == null ? "?" : Integer.toString(e.getLocation().getLineNr());
    return WsiException.of(
            InferenceError.BAD_MODEL_CARD, "not a model card: %s", e.getOriginalMessage())
        .inSlide(name)
        .at("line " + line + key)
        .remedy("Correct the model card (docs/models.md lists its keys)")
        .causedBy(e);
  }

  /**
   * Writes a card.
   *
   * @param card the card
   * @return YAML in UTF-8; the same bytes for the same card
   */
  public static byte[] write(ModelCard card) {
    try {
      return MAPPER.writeValueAsString(card).getBytes(StandardCharsets.UTF_8);
    } catch (JacksonException e) {
      throw new IllegalStateException("a valid card has no YAML", e);
    }
  }
}
