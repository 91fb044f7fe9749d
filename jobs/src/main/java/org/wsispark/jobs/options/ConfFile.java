package org.wsispark.jobs.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;

/** Writes the conf file of a job: every key with what it means and its default. */
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
    StringBuilder out =
        new StringBuilder("# Options of `wsispark ")
            .append(job)
            .append("`. Made from the code; give a copy to --conf, or --set key=value.\n");
    ObjectNode tree = JSON.valueToTree(defaults);
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      Key key = component.getAnnotation(Key.class);
      if (key == null) {
        throw new IllegalStateException(
            defaults.getClass().getName() + "." + component.getName() + " has no @Key");
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
    return out.toString();
  }
}
