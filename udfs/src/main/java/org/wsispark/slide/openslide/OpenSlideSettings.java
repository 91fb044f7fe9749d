package org.wsispark.slide.openslide;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.wsispark.errors.WsiException;

/**
 * How OpenSlide is reached. Each setting is taken from the caller's configuration, else from the
 * system property of its name, else from the environment (the name in upper case with underscores:
 * {@code OPENSLIDE_LIBRARY}).
 *
 * @param library {@value #LIBRARY}: the file of libopenslide, or a folder that holds it; empty to
 *     search
 * @param stagingFolder {@value #STAGING_FOLDER}: where copies of remote slides are kept
 * @param stagingBytes {@value #STAGING_BYTES}: what the copies may take together
 */
public record OpenSlideSettings(Optional<String> library, Path stagingFolder, long stagingBytes) {
  /** Name of the setting of the library. */
  public static final String LIBRARY = "openslide.library";

  /** Name of the setting of the folder. */
  public static final String STAGING_FOLDER = "openslide.staging.folder";

  /** Name of the setting of the folder's size, in bytes. */
  public static final String STAGING_BYTES = "openslide.staging.bytes";

  /** Some ten whole slides; scratch disks of executors are rarely smaller. */
  private static final long DEFAULT_BYTES = 20L << 30;

  /**
   * Of this process: system properties and environment.
   *
   * @return the settings
   * @throws WsiException {@link OpenSlideError#STAGING} when the size is no number
   */
  public static OpenSlideSettings ofProcess() {
    return of(key -> null);
  }

  /**
   * With a configuration before those of the process.
   *
   * @param configured value of a setting, or null
   * @return the settings
   * @throws WsiException {@link OpenSlideError#STAGING} when the size is no number
   */
  public static OpenSlideSettings of(UnaryOperator<String> configured) {
    String folder =
        value(configured, STAGING_FOLDER)
            .orElseGet(
                () ->
                    Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "wsispark-slides-" + System.getProperty("user.name"))
                        .toString());
    return new OpenSlideSettings(
        value(configured, LIBRARY),
        Path.of(folder),
        value(configured, STAGING_BYTES).map(OpenSlideSettings::bytes).orElse(DEFAULT_BYTES));
  }

  private static Optional<String> value(UnaryOperator<String> configured, String key) {
    return Optional.ofNullable(configured.apply(key))
        .or(() -> Optional.ofNullable(System.getProperty(key)))
        .or(() -> Optional.ofNullable(System.getenv(environmentName(key))))
        .filter(text -> !text.isBlank());
  }

  private static String environmentName(String key) {
    return key.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
  }

  private static long bytes(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw WsiException.of(OpenSlideError.STAGING, "%s is \"%s\"", STAGING_BYTES, text)
          .remedy("Give a number of bytes, such as 20000000000");
    }
    return Long.parseLong(text);
  }
}
