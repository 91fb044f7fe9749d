package org.wsispark.annotation;

import java.util.List;
import java.util.Map;

/**
 * An element that wsispark gives no meaning but does not lose.
 *
 * @param parent name of the element it stands in
 * @param name of the element
 * @param fields its attributes, by name
 * @param text its text, without surrounding white space
 * @param children elements in it, in order
 */
public record ForeignElement(
    String parent,
    String name,
    Map<String, String> fields,
    String text,
    List<ForeignElement> children) {

  /** Takes copies of the collections. */
  public ForeignElement {
    fields = Fields.sorted(fields);
    children = List.copyOf(children);
  }
}
