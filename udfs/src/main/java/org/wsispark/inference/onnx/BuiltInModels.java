package org.wsispark.inference.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.wsispark.inference.ModelCardYaml;

/**
 * Writes the models that wsispark brings along. The build runs it once its classes are compiled.
 */
public final class BuiltInModels {
  private BuiltInModels() {}

  /**
   * Writes every built-in model as NAME.onnx and NAME.yaml, the same bytes every time; a file that
   * holds them already is left alone.
   *
   * @param args the folder to write to, made when it is missing
   * @throws IOException when the folder cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected the folder to write to, got " + args.length);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    byte[] graph = HematoxylinDensity.graph();
    write(folder.resolve(HematoxylinDensity.ID + ".onnx"), graph);
    write(
        folder.resolve(HematoxylinDensity.ID + ".yaml"),
        ModelCardYaml.write(HematoxylinDensity.card(graph)));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.write(file, bytes);
    }
  }
}
