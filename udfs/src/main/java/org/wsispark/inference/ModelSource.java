package org.wsispark.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.wsispark.errors.WsiException;

/**
 * Finds models by name. A built-in model is named by its id and lies on the class path; any other
 * is named by the path of its graph {@code X.onnx}, with its card {@code X.yaml} beside it.
 */
public final class ModelSource {
  /** The models that the build makes, by id. */
  public static final List<String> BUILT_IN = List.of("hematoxylin-density");

  /** Largest graph that is read, in bytes: half of what one protobuf message can hold. */
  public static final long LARGEST_GRAPH_BYTES = 1L << 30;

  private static final long LARGEST_CARD_BYTES = 1L << 20;
  private static final Pattern GRAPH_SUFFIX = Pattern.compile("\\.onnx$");

  private ModelSource() {}

  /**
   * Opens a model.
   *
   * @param nameOrPath the id of a built-in model, or the path of a file that ends with .onnx
   * @return its card and graph, checked against each other
   * @throws WsiException {@link InferenceError#MODEL_NOT_FOUND}, {@link
   *     InferenceError#BAD_MODEL_CARD}, {@link InferenceError#MODEL_DIGEST_MISMATCH}
   */
  public static ModelFiles open(String nameOrPath) {
    if (BUILT_IN.contains(nameOrPath)) {
      String resource = "/models/" + nameOrPath;
      ModelCard card = ModelCardYaml.read(builtIn(resource + ".yaml"), nameOrPath);
      return new ModelFiles(card, builtIn(resource + ".onnx"));
    }
    Path graph = file(nameOrPath);
    Path beside =
        graph.resolveSibling(
            GRAPH_SUFFIX.matcher(graph.getFileName().toString()).replaceFirst(".yaml"));
    if (!Files.isRegularFile(beside)) {
      throw WsiException.of(
              InferenceError.MODEL_NOT_FOUND, "has no model card %s", beside.getFileName())
          .inSlide(nameOrPath)
          .remedy("Write one beside it (docs/models.md lists its keys)");
    }
    byte[] yaml = bytes(beside, LARGEST_CARD_BYTES, InferenceError.BAD_MODEL_CARD);
    ModelCard card = ModelCardYaml.read(yaml, beside.toString());
    return new ModelFiles(card, bytes(graph, LARGEST_GRAPH_BYTES, InferenceError.BAD_MODEL_GRAPH));
  }

  private static Path file(String nameOrPath) {
    Path graph;
    try {
      graph = Path.of(nameOrPath);
    } catch (InvalidPathException e) {
      throw notFound(nameOrPath).causedBy(e);
    }
    if (!nameOrPath.endsWith(".onnx") || !Files.isRegularFile(graph)) {
      throw notFound(nameOrPath);
    }
    return graph;
  }

  private static WsiException notFound(String nameOrPath) {
    return WsiException.of(
            InferenceError.MODEL_NOT_FOUND,
            "is neither a built-in model (%s) nor a file that ends with .onnx",
            String.join(", ", BUILT_IN))
        .inSlide(nameOrPath)
        .remedy("Name a built-in model or the path of a graph with its card beside it");
  }

  private static byte[] bytes(Path path, long limit, InferenceError code) {
    try {
      long size = Files.size(path);
      if (size > limit) {
        throw WsiException.of(code, "has %d bytes, more than the %d that are read", size, limit)
            .inSlide(path.toString());
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw WsiException.of(code, "cannot be read: %s", e.getMessage())
          .inSlide(path.toString())
          .causedBy(e);
    }
  }

  private static byte[] builtIn(String resource) {
    try (InputStream stream = ModelSource.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(
            "the build did not make " + resource + ": run it to process-classes");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the class path holds " + resource + " in bad order", e);
    }
  }
}
