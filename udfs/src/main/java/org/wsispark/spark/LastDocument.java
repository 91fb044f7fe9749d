package org.wsispark.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.aperio.AperioXml;

/**
 * What was made of the XML of the last call. Rows of one slide follow each other, so a document is
 * read once and not once per row.
 *
 * @param <T> what is made of a document
 */
final class LastDocument<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient byte[] xml;
  private transient Object key;
  private transient T made;

  synchronized T get(byte[] wanted, Object options, Function<AnnotationDocument, T> make) {
    if (made == null || !options.equals(key) || !Arrays.equals(xml, wanted)) {
      made = make.apply(AperioXml.read(wanted, "the argument xml"));
      xml = wanted.clone();
      key = options;
    }
    return made;
  }
}
