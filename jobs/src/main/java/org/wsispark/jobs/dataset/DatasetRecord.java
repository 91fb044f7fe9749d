package org.wsispark.jobs.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.wsispark.errors.WsiException;

/**
 * What a data set holds, in a small file that goes with it.
 *
 * @param format name and version of this form
 * @param name of the data set
 * @param patchSet the patch set that it was
 * @param createdAt UTC, ISO 8601
 * @param runId the run that wrote it
 * @param versions Delta version of each table that the rows were taken from; empty without Delta
 * @param optionsDigest digest of the options that made the rows
 * @param options that made them
 * @param patches rows
 * @param classes patches of each class
 * @param unlabelled patches without a class
 * @param splits slides, patients and patches of each split
 * @param slides with the sources of their rows
 * @param files with sizes and digests
 * @param digest SHA-256 over the list of files, which names the contents
 */
public record DatasetRecord(
    String format,
    String name,
    String patchSet,
    String createdAt,
    String runId,
    Map<String, Long> versions,
    String optionsDigest,
    JsonNode options,
    long patches,
    Map<String, Long> classes,
    long unlabelled,
    Map<String, SplitCount> splits,
    List<DatasetSlide> slides,
    List<DatasetFile> files,
    String digest) {
  static final String FORMAT = "wsispark-dataset-1";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Of what was counted. */
  static DatasetRecord of(
      String name,
      String patchSet,
      String createdAt,
      String runId,
      Map<String, Long> versions,
      String optionsDigest,
      JsonNode options,
      DatasetContents contents,
      List<DatasetFile> files) {
    return new DatasetRecord(
        FORMAT,
        name,
        patchSet,
        createdAt,
        runId,
        versions,
        optionsDigest,
        options,
        contents.patches(),
        contents.classes(),
        contents.unlabelled(),
        contents.splits(),
        contents.slides(),
        List.copyOf(files),
        digest(files));
  }

  /** Both together: further slides in further files; this one when the other is part of it. */
  DatasetRecord plus(DatasetRecord more) {
    if (files.containsAll(more.files)) {
      return this;
    }
    Map<String, Long> sums = new TreeMap<>(classes);
    more.classes.forEach((name, count) -> sums.merge(name, count, Long::sum));
    List<DatasetSlide> allSlides = new ArrayList<>(slides);
    allSlides.addAll(more.slides);
    allSlides.sort(Comparator.comparing(DatasetSlide::slideId));
    List<DatasetFile> allFiles = new ArrayList<>(files);
    allFiles.addAll(more.files);
    return of(
        name,
        patchSet,
        more.createdAt,
        more.runId,
        versions,
        optionsDigest,
        options,
        new DatasetContents(allSlides, sums, unlabelled + more.unlabelled),
        allFiles);
  }

  /** The list of files as {@code sha256sum -c} reads it. */
  static String sums(List<DatasetFile> files) {
    return files.stream()
        .map(file -> file.sha256() + "  " + file.path() + "\n")
        .collect(Collectors.joining());
  }

  static String digest(List<DatasetFile> files) {
    return DigestUtils.sha256Hex(sums(files).getBytes(StandardCharsets.UTF_8));
  }

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record cannot be written: " + this, e);
    }
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param from where, for errors
   * @throws WsiException BAD_RECORD
   */
  static DatasetRecord parse(byte[] json, String from) {
    DatasetRecord record;
    try {
      record = JSON.readValue(json, DatasetRecord.class);
    } catch (java.io.IOException e) {
      throw WsiException.of(DatasetError.BAD_RECORD, "it is no record of a data set")
          .inSlide(from)
          .remedy("Restore it from where the data set was copied from")
          .causedBy(e);
    }
    if (!FORMAT.equals(record.format()) || record.files() == null || record.slides() == null) {
      throw WsiException.of(
              DatasetError.BAD_RECORD,
              "it says format %s, and this version reads %s",
              record.format(),
              FORMAT)
          .inSlide(from)
          .remedy("Use the version of wsispark that wrote it, or a later one");
    }
    return record;
  }

  static JsonNode options(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("options in patch_sets are no JSON: " + json, e);
    }
  }
}
