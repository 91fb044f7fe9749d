package org.wsispark.jobs.io;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wsispark.annotation.classes.ClassFile;
import org.wsispark.annotation.classes.ClassSet;
import org.wsispark.errors.WsiException;

/**
 * A set of classes out of a file, as it travels to tasks.
 *
 * @param file what the user called it
 * @param name of the set; empty for the one that the file uses
 * @param yaml the file's bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClassChoice(String file, String name, byte[] yaml) implements Serializable {

  /**
   * Reads a file.
   *
   * @param text FILE or FILE#SET
   * @throws WsiException when the file cannot be read or has no such set
   */
  public static ClassChoice of(String text) {
    int mark = text.lastIndexOf('#');
    String file = mark < 0 ? text : text.substring(0, mark);
    try {
      ClassChoice choice =
          new ClassChoice(
              file, mark < 0 ? "" : text.substring(mark + 1), Files.readAllBytes(Path.of(file)));
      choice.set();
      return choice;
    } catch (IOException e) {
      throw WsiException.of(
              IoError.NO_ACCESS, "it cannot be read: %s", e.getClass().getSimpleName())
          .inSlide(file)
          .remedy("Name a file such as conf/classes.yaml, or conf/classes.yaml#SET")
          .causedBy(e);
    }
  }

  /** The classes. */
  public ClassSet set() {
    return ClassFile.read(yaml, file).set(name);
  }

  /**
   * Names what the classes decide: other comments, other sets of the file or another name of the
   * set leave it as it is.
   */
  public String digest() {
    ClassSet set = set();
    return Digests.brief(set.unmatched().name(), set.classes().toString());
  }
}
