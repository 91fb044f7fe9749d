package org.wsispark.jobs.manifest;

import java.io.Serializable;
import java.util.Map;

/**
 * Where a slide's cells stand in its manifest, as a person finds them: a spreadsheet names a cell
 * by its column's letters and its row.
 *
 * @param row for example {@code row 5} or {@code slide 4}
 * @param unit what a cell's key is called in this form of file, {@code column} or {@code key}
 * @param number of the row, from 1
 * @param letters of the columns by key; empty where the file is no table
 */
record CellPlace(String row, String unit, long number, Map<String, String> letters)
    implements Serializable {

  static CellPlace ofTable(long number, Map<String, String> letters) {
    return new CellPlace("row " + number, "column", number, letters);
  }

  static CellPlace ofTree(int number) {
    return new CellPlace("slide " + number, "key", number, Map.of());
  }

  /** The place of one cell, such as {@code row 5, column mpp, cell C5}. */
  String at(String key) {
    String column = letters.get(key);
    return row + ", " + unit + " " + key + (column == null ? "" : ", cell " + column + number);
  }

  /** A column as spreadsheets name it: A, B, ... Z, AA. */
  static String letters(int column) {
    String rest = column < 26 ? "" : letters(column / 26 - 1);
    return rest + (char) ('A' + column % 26);
  }
}
