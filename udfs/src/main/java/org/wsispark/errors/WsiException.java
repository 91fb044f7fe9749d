package org.wsispark.errors;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import java.util.Optional;

/**
 * A failure that a user can cause or mend. It says what was read (slide), where (place), what is
 * wrong (problem) and what to do (remedy). Instances are immutable; the {@code with} methods return
 * a copy.
 */
public final class WsiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String slide;
  private final String place;
  private final String problem;
  private final String remedy;

  private WsiException(
      ErrorCode code, String slide, String place, String problem, String remedy, Throwable cause) {
    super(message(code, slide, place, problem, remedy), cause);
    this.code = code;
    this.slide = slide;
    this.place = place;
    this.problem = problem;
    this.remedy = remedy;
  }

  /**
   * Makes a failure.
   *
   * @param code the stable code
   * @param problem what is wrong, with the values that show it, as a {@link String#format} pattern
   *     in {@link Locale#ROOT}
   * @param args the values of the pattern
   * @return the failure, to be thrown
   */
  @FormatMethod
  public static WsiException of(ErrorCode code, String problem, Object... args) {
    return new WsiException(
        code, null, null, String.format(Locale.ROOT, problem, args), null, null);
  }

  /**
   * Names the slide, document or file that was read.
   *
   * @param name what was read; kept only when none is named yet, so the innermost name wins
   * @return a copy with the name
   */
  public WsiException inSlide(String name) {
    return slide != null ? this : copy(name, place, remedy, getCause());
  }

  /**
   * Names the place inside the slide or document.
   *
   * @param where for example {@code "IFD 2, tag 324"}; kept only when none is named yet
   * @return a copy with the place
   */
  public WsiException at(String where) {
    return place != null ? this : copy(slide, where, remedy, getCause());
  }

  /**
   * Says what the user can do.
   *
   * @param what a short sentence in the imperative
   * @return a copy with the remedy
   */
  public WsiException remedy(String what) {
    return copy(slide, place, what, getCause());
  }

  /**
   * Keeps the foreign failure behind this one.
   *
   * @param foreign the failure of a library or of the system
   * @return a copy with the cause
   */
  public WsiException causedBy(Throwable foreign) {
    return copy(slide, place, remedy, foreign);
  }

  private WsiException copy(String newSlide, String newPlace, String newRemedy, Throwable cause) {
    WsiException copy = new WsiException(code, newSlide, newPlace, problem, newRemedy, cause);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  /**
   * The stable code.
   *
   * @return the code
   */
  public ErrorCode code() {
    return code;
  }

  /**
   * What was read.
   *
   * @return the slide, document or file, if it is known
   */
  public Optional<String> slide() {
    return Optional.ofNullable(slide);
  }

  /**
   * Where in it.
   *
   * @return the place, if it is known
   */
  public Optional<String> place() {
    return Optional.ofNullable(place);
  }

  /**
   * What is wrong, without slide, place and remedy.
   *
   * @return the problem
   */
  public String problem() {
    return problem;
  }

  /**
   * What to do.
   *
   * @return the remedy, if there is one
   */
  public Optional<String> remedy() {
    return Optional.ofNullable(remedy);
  }

  private static String message(
      ErrorCode code, String slide, String place, String problem, String remedy) {
    StringBuilder text = new StringBuilder(code.name()).append(": ");
    if (slide != null) {
      text.append(slide).append(": ");
    }
    if (place != null) {
      text.append(place).append(": ");
    }
    text.append(problem);
    if (remedy != null) {
      text.append(". ").append(remedy);
    }
    return text.toString();
  }
}
