package org.wsispark.jobs.options;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;

/**
 * Writes the conf file of a job: every key with what it means and its default. A component that is
 * a group of options (a record marked {@link JsonUnwrapped}) is a heading with its keys below it;
 * keys stay one flat list.
 */
public final class ConfFile {
  private static final ObjectMapper JSON = OptionsJson.mapper();

  private ConfFile() {}

  /**
   * The file's text.
   *
   * @param job name of the job
   * @param defaults its default options
   * @throws IllegalStateException when a component has no {@link Key}
   */
  public static String text(String job, Record defaults) {
    return document(
        "Options of `wsispark %s`. Made from the code; give a copy to --conf, or --set key=value."
            .formatted(job),
        defaults);
  }

  /**
   * A file of other settings.
   *
   * @param heading what they are
   * @param defaults their values
   * @return the file's text
   * @throws IllegalStateException when a component has no {@link Key}
   */
  public static String document(String heading, Record defaults) {
    StringBuilder out = new StringBuilder("# ").append(heading).append('\n');
    append(out, defaults.getClass(), JSON.valueToTree(defaults));
    return out.toString();
  }

  private static void append(StringBuilder out, Class<?> options, ObjectNode tree) {
    for (RecordComponent component : options.getRecordComponents()) {
      Key key = component.getAnnotation(Key.class);
      if (key == null) {
        throw new IllegalStateException(
            options.getName() + "." + component.getName() + " has no @Key");
      }
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        out.append("\n# --- ").append(key.value()).append(" ---\n");
        append(out, component.getType(), tree);
        continue;
      }
      String name =
          ((KebabCaseStrategy) PropertyNamingStrategies.KEBAB_CASE).translate(component.getName());
      try {
        out.append("\n# ").append(key.value()).append('\n');
        out.append(name).append(": ").append(JSON.writeValueAsString(tree.get(name))).append('\n');
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("default of " + name + " cannot be written", e);
      }
    }
  }
}
