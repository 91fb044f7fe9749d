package org.wsispark.slide.openslide;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.errors.WsiException;

/**
 * A libopenslide that was found and loaded, of version {@value #OLDEST} or newer. Immutable; any
 * number of threads may use one. What is loaded once stays loaded for the life of the JVM.
 */
public final class OpenSlideLibrary {
  /** The oldest version whose functions and results are relied on. */
  public static final String OLDEST = "3.4.1";

  /** How to get the library, for messages. */
  public static final String HOW_TO_GET =
      "pip install openslide-bin, apt install libopenslide0 or brew install openslide; a library in"
          + " another place is named by -Dopenslide.library=FILE or OPENSLIDE_LIBRARY";

  /** RTLD_LAZY | RTLD_NODELETE of Linux: GLib, which OpenSlide uses, does not bear unloading. */
  private static final int LAZY_FOR_LIFE = 0x1001;

  private final NativeOpenSlide functions;
  private final String path;
  private final String version;

  private OpenSlideLibrary(NativeOpenSlide functions, String path, String version) {
    this.functions = functions;
    this.path = path;
    this.version = version;
  }

  /**
   * Finds and loads the library: the one that is named, or else the system's, or else one that the
   * Python package openslide-bin brought.
   *
   * @param named a file, or a folder that holds it, or a name for the system's loader; when it is
   *     given nothing else is tried
   * @return the library
   * @throws WsiException {@link OpenSlideError#NO_OPENSLIDE} when none loads or all are too old
   */
  public static OpenSlideLibrary load(Optional<String> named) {
    List<String> refused = new ArrayList<>();
    for (String candidate : LibrarySearch.candidates(named)) {
      try {
        NativeOpenSlide functions = Native.load(candidate, NativeOpenSlide.class, options());
        String version = functions.openslide_get_version();
        if (isAtLeast(version, OLDEST)) {
          return new OpenSlideLibrary(functions, pathOf(candidate), version);
        }
        refused.add(candidate + " is OpenSlide " + version + ", " + OLDEST + " is the oldest read");
      } catch (LinkageError e) {
        if (named.isPresent() || candidate.indexOf(File.separatorChar) >= 0) {
          refused.add(candidate + " does not load: " + firstLine(e));
        }
      }
    }
    String seen = refused.isEmpty() ? named.map(n -> n + " is empty").orElse("") : "";
    throw WsiException.of(
            OpenSlideError.NO_OPENSLIDE,
            "libopenslide was not found%s",
            (refused.isEmpty() ? seen : ": " + String.join("; ", refused)))
        .remedy(HOW_TO_GET);
  }

  private static Map<String, Object> options() {
    return Platform.isLinux()
        ? Map.of(Library.OPTION_STRING_ENCODING, "UTF-8", Library.OPTION_OPEN_FLAGS, LAZY_FOR_LIFE)
        : Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");
  }

  private static String pathOf(String candidate) {
    File file = NativeLibrary.getInstance(candidate, options()).getFile();
    return file == null ? candidate : file.getPath();
  }

  private static String firstLine(LinkageError e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  static boolean isAtLeast(String version, String least) {
    String[] found = version.split("[.-]", -1);
    String[] oldest = least.split("\\.", -1);
    for (int k = 0; k < oldest.length; k++) {
      int part =
          k < found.length && found[k].matches("[0-9]{1,6}") ? Integer.parseInt(found[k]) : 0;
      int wanted = Integer.parseInt(oldest[k]);
      if (part != wanted) {
        return part > wanted;
      }
    }
    return true;
  }

  /**
   * The version the library says it has.
   *
   * @return such as {@code 4.0.1}
   */
  public String version() {
    return version;
  }

  /**
   * What was loaded.
   *
   * @return a path, or the name by which the system's loader found it
   */
  public String path() {
    return path;
  }

  /**
   * Which vendor's format a file is in, without opening the slide.
   *
   * @param slide a local file
   * @return OpenSlide's name of the vendor; empty when OpenSlide does not know the file
   */
  public Optional<String> detectVendor(Path slide) {
    return Optional.ofNullable(functions.openslide_detect_vendor(slide.toString()));
  }

  /**
   * Opens a slide.
   *
   * @param slide a local file; of a format of several files the one that OpenSlide names
   * @return the slide, to be closed by the caller
   * @throws WsiException {@link OpenSlideError#OPENSLIDE_REFUSED} with what OpenSlide says
   */
  public OpenSlide open(Path slide) {
    return open(slide, slide.toString());
  }

  /** {@code name} is what the slide is called in messages, which a copy's path is not. */
  OpenSlide open(Path slide, String name) {
    Pointer handle = functions.openslide_open(slide.toString());
    String error = handle == null ? "not a file that it recognises" : null;
    if (handle != null) {
      error = functions.openslide_get_error(handle);
      if (error != null) {
        functions.openslide_close(handle);
      }
    }
    if (error != null) {
      throw WsiException.of(
              OpenSlideError.OPENSLIDE_REFUSED, "OpenSlide %s does not open it: %s", version, error)
          .inSlide(name)
          .remedy("Copy the slide again with all its files, or try a newer OpenSlide");
    }
    return new OpenSlide(functions, handle, name, isAtLeast(version, "4.0.0"));
  }
}
