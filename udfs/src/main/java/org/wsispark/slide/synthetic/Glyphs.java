package org.wsispark.slide.synthetic;

/**
 * Capital letters, digits and a few signs as 5 x 7 dots, so that no font of the system is needed.
 */
public final class Glyphs {
  /** Columns from one character to the next. */
  public static final int ADVANCE = 6;

  /** Columns of a character. */
  public static final int COLUMNS = 5;

  /** Rows of a character. */
  public static final int ROWS = 7;

  private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/.:^";

  /** Five columns of seven dots per character, top dot in the lowest bit, two digits a column. */
  private static final String DOTS =
      "3E5149453E00427F400042615149462141454B311814127F102745454539"
          + "3C4A49493001710905033649494936064949291E7E1111117E7F49494936"
          + "3E414141227F4141221C7F494949417F090909013E4149497A7F0808087F"
          + "00417F41002040413F017F081422417F404040407F020C027F7F0408107F"
          + "3E4141413E7F090909063E4151215E7F09192946464949493101017F0101"
          + "3F4040403F1F2040201F3F4038403F631408146307087008076151494543"
          + "08080808082010080402006060000000363600000402010204";

  private Glyphs() {}

  /**
   * Whether a character has a dot there; one that is not in the table has none.
   *
   * @param character a capital letter, a digit or one of {@code -/.:^}
   * @param column from 0, left
   * @param row from 0, top
   * @return the answer; false outside the character
   */
  public static boolean dot(char character, int column, int row) {
    int glyph = CHARACTERS.indexOf(character);
    if (glyph < 0 || column < 0 || column >= COLUMNS || row < 0 || row >= ROWS) {
      return false;
    }
    int at = (glyph * COLUMNS + column) * 2;
    return (Integer.parseInt(DOTS, at, at + 2, 16) >> row & 1) != 0;
  }
}
