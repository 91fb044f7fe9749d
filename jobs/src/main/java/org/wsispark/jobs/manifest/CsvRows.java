package org.wsispark.jobs.manifest;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.wsispark.errors.WsiException;

/**
 * Reads the rows of a CSV or TSV manifest: quotes as in RFC 4180, the header in row 1. Rows are
 * numbered as a spreadsheet numbers them, empty ones too, which are left out.
 */
final class CsvRows {
  private static final CSVFormat FORM =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(false).get();

  private CsvRows() {}

  /**
   * Reads.
   *
   * @param delimiter comma or tab
   */
  static List<RowText> of(String text, char delimiter) {
    CSVFormat form = FORM.builder().setDelimiter(delimiter).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), form)) {
      List<List<String>> records = new ArrayList<>();
      parser.forEach(record -> records.add(record.toList()));
      if (records.stream().allMatch(TableHeader::blank)) {
        throw WsiException.of(ManifestError.BAD_MANIFEST, "it is empty").remedy("Write a header");
      }
      TableHeader header =
          TableHeader.of(records.get(0), records.size() > 1 ? records.get(1) : List.of());
      List<RowText> rows = new ArrayList<>();
      for (int i = 1; i < records.size(); i++) {
        if (!TableHeader.blank(records.get(i))) {
          rows.add(row(header, records.get(i), i + 1L));
        }
      }
      return rows;
    } catch (IOException | UncheckedIOException e) {
      throw WsiException.of(
              ManifestError.BAD_MANIFEST, "it cannot be read as CSV: %s", e.getMessage())
          .remedy("Quote cells that hold a comma, a quote or a line break")
          .causedBy(e);
    }
  }

  private static RowText row(TableHeader header, List<String> cells, long number) {
    RowText row = RowText.empty(CellPlace.ofTable(number, header.letters()));
    int columns = header.keys().size();
    for (int i = 0; i < Math.min(columns, cells.size()); i++) {
      if (!cells.get(i).isEmpty()) {
        row.cells().put(header.keys().get(i), cells.get(i));
      }
    }
    if (cells.size() != columns) {
      String odd = CellPlace.letters(Math.min(columns, cells.size())) + number;
      row.refuse(
          "id",
          "the row has %d cells and the header %d: cell %s %s"
              .formatted(
                  cells.size(),
                  columns,
                  odd,
                  cells.size() > columns ? "is under no column" : "is missing"),
          "Quote cells that hold a comma, and give every row as many cells as the header");
    }
    return row;
  }
}
