package org.wsispark.annotation.classes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.errors.WsiException;

/**
 * Sets of classes by name, as {@code conf/classes.yaml} holds them.
 *
 * @param use the set that is meant where none is named
 * @param sets by name
 */
public record ClassFile(String use, SortedMap<String, ClassSet> sets) {
  private static final ObjectMapper MAPPER =
      YAMLMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** What the YAML says; what is absent is null until it is checked. */
  private record Text(String use, Map<String, SetText> sets) {}

  private record SetText(String about, String unmatched, List<RuleText> classes) {}

  private record RuleText(String name, String color, List<MatchText> match) {}

  private record MatchText(String id, String name, String attribute, String color) {}

  /**
   * Takes a copy of the map.
   *
   * @throws WsiException {@link ClassesError#NO_SUCH_SET} when the set to use is not there
   */
  public ClassFile {
    sets = Collections.unmodifiableSortedMap(new TreeMap<>(sets));
    find(sets, use);
  }

  /**
   * Reads a file.
   *
   * @param yaml its bytes, UTF-8
   * @param name what to call it in errors
   * @return its sets
   * @throws WsiException a code of {@link ClassesError}, with the key and its line where it is
   *     known
   */
  public static ClassFile read(byte[] yaml, String name) {
    try {
      return checked(MAPPER.readValue(yaml, Text.class));
    } catch (WsiException failure) {
      throw failure.inSlide(name);
    } catch (JacksonException failure) {
      String line =
          failure.getLocation() == null ? "?" : Integer.toString(failure.getLocation().getLineNr());
      String key =
          failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
              ? ", " + mapping.getPathReference().replaceAll("[\\w.]+\\$|[\\w.]+\\.(?=[A-Z])", "")
              : "";
      throw WsiException.of(
              ClassesError.BAD_FILE, "not a class file: %s", failure.getOriginalMessage())
          .inSlide(name)
          .at("line " + line + key)
          .remedy("Correct it; conf/classes.yaml shows the form")
          .causedBy(failure);
    } catch (IOException failure) {
      throw WsiException.of(ClassesError.BAD_FILE, "cannot be read")
          .inSlide(name)
          .remedy("Check the path and its permissions")
          .causedBy(failure);
    }
  }

  private static ClassFile checked(Text text) {
    require(text != null && text.sets() != null && text.use() != null, "use and sets", "the file");
    TreeMap<String, ClassSet> sets = new TreeMap<>();
    text.sets().forEach((name, set) -> sets.put(name, checked(name, set)));
    return new ClassFile(text.use(), sets);
  }

  private static ClassSet checked(String name, SetText set) {
    require(set != null && set.about() != null && set.classes() != null, "about and classes", name);
    ClassSet.Unmatched unmatched =
        switch (set.unmatched() == null ? "leave-out" : set.unmatched()) {
          case "leave-out" -> ClassSet.Unmatched.LEAVE_OUT;
          case "refuse" -> ClassSet.Unmatched.REFUSE;
          default ->
              throw WsiException.of(
                      ClassesError.BAD_VALUE, "unmatched is \"%s\" in %s", set.unmatched(), name)
                  .remedy("Write leave-out or refuse");
        };
    List<ClassRule> rules = new ArrayList<>();
    for (RuleText rule : set.classes()) {
      require(rule != null && rule.name() != null && rule.color() != null, "name and color", name);
      List<LayerMatch> matches = new ArrayList<>();
      for (MatchText match : rule.match() == null ? List.<MatchText>of() : rule.match()) {
        require(match != null, "id, name, attribute or color", name + ", " + rule.name());
        matches.add(
            new LayerMatch(
                Optional.ofNullable(match.id()),
                Optional.ofNullable(match.name()),
                Optional.ofNullable(match.attribute()),
                Optional.ofNullable(match.color())));
      }
      rules.add(new ClassRule(rule.name(), rule.color(), matches));
    }
    return new ClassSet(set.about(), unmatched, rules);
  }

  private static void require(boolean holds, String keys, String where) {
    if (!holds) {
      throw WsiException.of(ClassesError.BAD_FILE, "%s lacks %s", where, keys)
          .remedy("Correct it; conf/classes.yaml shows the form");
    }
  }

  /**
   * A set.
   *
   * @param name of the set; empty for the one to use where none is named
   * @return the set
   * @throws WsiException {@link ClassesError#NO_SUCH_SET}
   */
  public ClassSet set(String name) {
    return find(sets, name.isEmpty() ? use : name);
  }

  private static ClassSet find(Map<String, ClassSet> sets, String name) {
    ClassSet set = sets.get(name);
    if (set == null) {
      throw WsiException.of(ClassesError.NO_SUCH_SET, "there is no set \"%s\"", name)
          .remedy("Name one of " + String.join(", ", sets.keySet()));
    }
    return set;
  }
}
