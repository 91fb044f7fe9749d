package org.wsispark.annotation;

/** The shapes of ImageScope's region type codes. */
public enum RegionType {
  /** Code 0: pen outline, filled whether or not its last vertex repeats the first. */
  FREEHAND(0),
  /** Code 1: rectangle, filled as listed; real files list from 4 to thousands of vertices. */
  RECTANGLE(1),
  /** Code 2: ellipse, two vertices that are opposite corners of its box. */
  ELLIPSE(2),
  /** Code 3: arrow, head first; no area. */
  ARROW(3),
  /** Code 4: ruler; no area. */
  RULER(4),
  /** Any other code: kept as it is; no area. */
  UNKNOWN(-1);

  private final int code;

  RegionType(int code) {
    this.code = code;
  }

  /**
   * The shape of a code.
   *
   * @param code as in the file
   * @return {@link #UNKNOWN} for a code without meaning here
   */
  public static RegionType of(int code) {
    for (RegionType type : values()) {
      if (type != UNKNOWN && type.code == code) {
        return type;
      }
    }
    return UNKNOWN;
  }

  /**
   * The code in the file.
   *
   * @return 0 to 4, or -1 for {@link #UNKNOWN}
   */
  public int code() {
    return code;
  }
}
