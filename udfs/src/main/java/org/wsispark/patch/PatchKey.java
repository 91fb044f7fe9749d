package org.wsispark.patch;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wsispark.errors.WsiException;

/**
 * The name of a patch within a patch set: its slide and its level-0 top-left corner. Its text is
 * stable, {@code SLIDE_x1024_y2048}, and serves as a file name where the slide's id does.
 *
 * @param slideId the slide, not empty
 * @param x left edge in level-0 pixels, at least 0
 * @param y top edge in level-0 pixels, at least 0
 */
public record PatchKey(String slideId, int x, int y) implements Serializable {
  private static final Pattern TEXT =
      Pattern.compile("(.+)_x(0|[1-9][0-9]{0,9})_y(0|[1-9][0-9]{0,9})", Pattern.DOTALL);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the slide has no name or the corner is negative
   */
  public PatchKey {
    if (slideId.isEmpty() || x < 0 || y < 0) {
      throw new IllegalArgumentException("no patch: '" + slideId + "' x=" + x + " y=" + y);
    }
  }

  /**
   * The key of a cell.
   *
   * @param slideId the slide
   * @param grid its patches
   * @param column from 0
   * @param row from 0
   * @return the key
   */
  public static PatchKey of(String slideId, CellGrid grid, int column, int row) {
    return new PatchKey(slideId, grid.level0X(column), grid.level0Y(row));
  }

  /**
   * The stable text.
   *
   * @return slide, x and y
   */
  public String text() {
    return slideId + "_x" + x + "_y" + y;
  }

  /**
   * Reads a text of {@link #text()} back.
   *
   * @param text slide, x and y
   * @return the key
   * @throws WsiException {@link PatchError#BAD_KEY} when it is none
   */
  public static PatchKey parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw bad(text, null);
    }
    try {
      return new PatchKey(
          parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    } catch (NumberFormatException e) {
      throw bad(text, e);
    }
  }

  private static WsiException bad(String text, Throwable cause) {
    return WsiException.of(PatchError.BAD_KEY, "'%s' is no patch's name", text)
        .remedy("A name looks like SLIDE_x1024_y2048")
        .causedBy(cause);
  }
}
