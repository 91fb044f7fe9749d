package org.wsispark.jobs.manifest;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.wsispark.errors.WsiException;

/** Reads the rows of a CSV manifest: commas, quotes as in RFC 4180, the header in row 1. */
final class CsvRows {
  private static final CSVFormat FORM =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get();

  private CsvRows() {}

  static List<RowText> of(String text) {
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORM)) {
      List<String> header = null;
      List<RowText> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        if (header == null) {
          header = header(record);
        } else {
          rows.add(row(header, record));
        }
      }
      if (header == null) {
        throw WsiException.of(ManifestError.BAD_MANIFEST, "it is empty").remedy("Write a header");
      }
      return rows;
    } catch (IOException | UncheckedIOException e) {
      throw WsiException.of(
              ManifestError.BAD_MANIFEST, "it cannot be read as CSV: %s", e.getMessage())
          .remedy("Quote cells that hold a comma, a quote or a line break")
          .causedBy(e);
    }
  }

  private static List<String> header(CSVRecord record) {
    List<String> header = record.toList();
    if (header.size() == 1 && header.get(0).contains(";")) {
      throw WsiException.of(ManifestError.BAD_MANIFEST, "its cells are parted by semicolons")
          .at("row 1")
          .remedy("Save it with commas");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String key = header.get(i);
      String at = "row 1, cell " + letters(i) + "1";
      if (key.isEmpty()) {
        throw WsiException.of(ManifestError.BAD_MANIFEST, "the column has no name")
            .at(at)
            .remedy("Name it or take it away; the header belongs into row 1");
      }
      if (!seen.add(key)) {
        throw WsiException.of(ManifestError.BAD_MANIFEST, "there are two columns %s", key)
            .at(at)
            .remedy("Take one away");
      }
      if (!ManifestRow.isKey(key)) {
        throw NearestKey.unknown(key).at(at);
      }
    }
    if (!seen.contains("id")) {
      throw WsiException.of(ManifestError.MISSING_VALUE, "there is no column id")
          .at("row 1")
          .remedy("Name the slides in a column id; the header belongs into row 1");
    }
    return header;
  }

  private static RowText row(List<String> header, CSVRecord record) {
    RowText row = RowText.empty("row " + record.getRecordNumber(), "column");
    if (record.size() != header.size()) {
      row.refuse(
          "id",
          "the row has %d cells and the header %d".formatted(record.size(), header.size()),
          "Quote cells that hold a comma");
      return row;
    }
    for (int i = 0; i < header.size(); i++) {
      if (!record.get(i).isEmpty()) {
        row.cells().put(header.get(i), record.get(i));
      }
    }
    return row;
  }

  /** A column as spreadsheets name it: A, B, ... Z, AA. */
  private static String letters(int column) {
    String rest = column < 26 ? "" : letters(column / 26 - 1);
    return rest + (char) ('A' + column % 26);
  }
}
