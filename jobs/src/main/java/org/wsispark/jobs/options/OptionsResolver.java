package org.wsispark.jobs.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.wsispark.errors.WsiException;

/** Makes a job's options: defaults, then the YAML file, then {@code --set}; later ones win. */
public final class OptionsResolver {
  private static final ObjectMapper JSON = OptionsJson.mapper();
  private static final ObjectMapper YAML = OptionsJson.configure(new YAMLFactory());

  private OptionsResolver() {}

  /**
   * Resolves.
   *
   * @param defaults the options as they are when nobody says anything
   * @param conf a YAML file with some of the keys, or null
   * @param sets key and value as typed, the value in YAML
   * @throws WsiException UNKNOWN_KEY, BAD_VALUE or BAD_FILE
   */
  public static <O extends Record> O resolve(O defaults, Path conf, Map<String, String> sets) {
    ObjectNode tree = JSON.valueToTree(defaults);
    if (conf != null) {
      overlay(tree, file(conf), conf.toString());
    }
    for (Map.Entry<String, String> set : sets.entrySet()) {
      overlay(tree, YAML.createObjectNode().set(set.getKey(), value(set)), "--set");
    }
    @SuppressWarnings("unchecked")
    Class<O> type = (Class<O>) defaults.getClass();
    try {
      return JSON.treeToValue(tree, type);
    } catch (ValueInstantiationException e) {
      if (e.getCause() instanceof WsiException typed) {
        throw typed;
      }
      throw badValue(e);
    } catch (UnrecognizedPropertyException e) {
      throw unknown(e.getPropertyName(), List.of(e.getKnownPropertyIds().toArray()), "options");
    } catch (JsonProcessingException e) {
      throw badValue(e);
    }
  }

  private static WsiException badValue(JsonProcessingException e) {
    return WsiException.of(OptionsError.BAD_VALUE, "%s", e.getOriginalMessage())
        .at(path(e))
        .remedy("Look at the key's default in the conf folder")
        .causedBy(e);
  }

  private static String path(JsonProcessingException e) {
    return e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
            && !mapping.getPath().isEmpty()
        ? mapping.getPathReference().replaceAll(".*\\[\"([^\"]*)\"\\]$", "$1")
        : "options";
  }

  private static JsonNode file(Path conf) {
    try {
      JsonNode node = YAML.readTree(Files.readString(conf));
      if (node != null && node.isObject()) {
        return node;
      }
      throw WsiException.of(OptionsError.BAD_FILE, "it holds no keys")
          .inSlide(conf.toString())
          .remedy("Write lines like `mpp: 0.5`; the conf folder has one file per job");
    } catch (NoSuchFileException e) {
      throw WsiException.of(OptionsError.BAD_FILE, "it is not there")
          .inSlide(conf.toString())
          .remedy("Check the path; the conf folder has one file per job to start from")
          .causedBy(e);
    } catch (IOException e) {
      throw WsiException.of(OptionsError.BAD_FILE, "it cannot be read as YAML: %s", e.getMessage())
          .inSlide(conf.toString())
          .remedy("The conf folder has one file per job to start from")
          .causedBy(e);
    }
  }

  private static JsonNode value(Map.Entry<String, String> set) {
    try {
      JsonNode node = YAML.readTree(set.getValue());
      return node == null || node.isMissingNode() ? YAML.getNodeFactory().nullNode() : node;
    } catch (JsonProcessingException e) {
      throw OptionsError.badValue(set.getKey(), set.getValue(), "that is no YAML value");
    }
  }

  private static void overlay(ObjectNode tree, JsonNode over, String where) {
    over.properties()
        .forEach(
            entry -> {
              if (!tree.has(entry.getKey())) {
                List<Object> known = new java.util.ArrayList<>();
                tree.fieldNames().forEachRemaining(known::add);
                throw unknown(entry.getKey(), known, where);
              }
              tree.set(entry.getKey(), entry.getValue());
            });
  }

  private static WsiException unknown(String key, List<Object> known, String where) {
    TreeSet<String> names = new TreeSet<>();
    known.forEach(name -> names.add(name.toString()));
    String nearest =
        names.stream()
            .min(Comparator.comparingInt((String name) -> EditDistance.between(name, key)))
            .orElse("");
    return WsiException.of(OptionsError.UNKNOWN_KEY, "there is no key %s", key)
        .at(where)
        .remedy("Did you mean " + nearest + "? Keys: " + String.join(", ", names));
  }
}
