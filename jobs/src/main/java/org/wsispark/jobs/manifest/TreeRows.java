package org.wsispark.jobs.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads the rows of a YAML or JSON manifest. */
final class TreeRows {
  /** SnakeYAML stops at 3 MB by default; larger cohorts are better told in CSV. */
  private static final int LONGEST_YAML = 64 * 1024 * 1024;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String dataset;
  private final List<RowText> rows = new ArrayList<>();

  private TreeRows(String dataset) {
    this.dataset = dataset;
  }

  static TreeRows ofJson(String text) {
    return read(JSON, text, "JSON");
  }

  static TreeRows ofYaml(String text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LONGEST_YAML);
    YAMLFactory factory = YAMLFactory.builder().loaderOptions(limits).build();
    return read(
        YAMLMapper.builder(factory).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build(),
        text,
        "YAML");
  }

  String dataset() {
    return dataset;
  }

  List<RowText> rows() {
    return rows;
  }

  private static TreeRows read(ObjectMapper mapper, String text, String form) {
    JsonNode root;
    try {
      root = mapper.readTree(text);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? "somewhere"
              : "line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw WsiException.of(
              ManifestError.BAD_MANIFEST,
              "it cannot be read as %s: %s",
              form,
              e.getOriginalMessage().lines().findFirst().orElse("no reason given"))
          .at(place)
          .remedy("datasets-manifest/samples.yaml is one to start from")
          .causedBy(e);
    }
    JsonNode slides = root.path("slides");
    if (!slides.isArray()) {
      throw WsiException.of(ManifestError.BAD_MANIFEST, "it has no list of slides")
          .remedy("Write `slides:` and one entry per slide below it");
    }
    for (Map.Entry<String, JsonNode> top : root.properties()) {
      if (!List.of("dataset", "description", "slides").contains(top.getKey())) {
        throw WsiException.of(ManifestError.UNKNOWN_KEY, "there is no key %s", top.getKey())
            .at("top of the file")
            .remedy("Keys there: dataset, description, slides");
      }
      if (!top.getKey().equals("slides")
          && !(top.getValue().isTextual() && ManifestRow.isText(top.getValue().asText()))) {
        throw WsiException.of(ManifestError.BAD_CELL, "%s is no text", top.getKey())
            .at("top of the file")
            .remedy("Write some words in quotes");
      }
    }
    TreeRows result = new TreeRows(root.path("dataset").asText(null));
    for (JsonNode slide : slides) {
      result.add(slide);
    }
    return result;
  }

  private void add(JsonNode slide) {
    RowText row = RowText.empty(CellPlace.ofTree(rows.size() + 1));
    rows.add(row);
    if (!slide.isObject()) {
      row.refuse("id", "the slide is no mapping of keys to values", "Write id and source in it");
      return;
    }
    for (Map.Entry<String, JsonNode> cell : slide.properties()) {
      boolean nested = cell.getKey().equals("source") || cell.getKey().equals("fields");
      if (nested && cell.getValue().isObject()) {
        cell.getValue()
            .properties()
            .forEach(inner -> put(row, cell.getKey() + "." + inner.getKey(), inner.getValue()));
      } else if (nested || cell.getKey().contains(".")) {
        row.refuse(
            cell.getKey(),
            nested ? cell.getKey() + " is no mapping" : "a key with a dot belongs to CSV",
            "Write the inner keys on lines of their own, further to the right");
      } else {
        put(row, cell.getKey(), cell.getValue());
      }
    }
  }

  /** Numbers only for mpp: an id such as 007 would lose its zeros before anyone could see them. */
  private void put(RowText row, String key, JsonNode value) {
    if (key.equals("mpp") ? value.isNumber() : value.isTextual()) {
      row.cells().put(key, value.asText());
    } else if (!ManifestRow.KEYS.contains(key) && !key.startsWith(ManifestRow.FIELDS)) {
      row.cells().put(key, "");
    } else if (key.equals("mpp")) {
      row.refuse(key, "mpp is no number", "Write it without quotes, such as 0.25");
    } else {
      row.refuse(key, key + " is no text", "Write it in quotes");
    }
  }
}
