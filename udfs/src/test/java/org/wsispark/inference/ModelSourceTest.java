package org.wsispark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.errors.WsiException;

class ModelSourceTest {
  @TempDir private Path folder;

  @Test
  void opensEveryBuiltInModelAndNoneIsCalledTrained() {
    for (String name : ModelSource.BUILT_IN) {
      ModelFiles model = ModelSource.open(name);
      assertThat(model.card().modelId()).isEqualTo(name);
      assertThat(model.card().trained()).isFalse();
      assertThat(model.card().provenance()).contains("Not trained");
      assertThat(model.graph()).isNotEmpty();
    }
    assertThat(ModelSource.BUILT_IN).isNotEmpty();
  }

  @Test
  void opensAFileWithItsCardBesideIt() throws IOException {
    Path graph = write(new byte[] {4, 5, 6}, new byte[] {4, 5, 6});
    ModelFiles model = ModelSource.open(graph.toString());
    assertThat(model.graph()).containsExactly(4, 5, 6);
    assertThat(model.card().windowPx()).isEqualTo(64);
  }

  @Test
  void refusesAGraphThatIsNotTheCards() throws IOException {
    Path graph = write(new byte[] {4, 5, 7}, new byte[] {4, 5, 6});
    assertThatThrownBy(() -> ModelSource.open(graph.toString()))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> assertThat(e.code()).isEqualTo(InferenceError.MODEL_DIGEST_MISMATCH))
        .hasMessageContaining(ModelFiles.sha256(new byte[] {4, 5, 7}))
        .hasMessageContaining(ModelFiles.sha256(new byte[] {4, 5, 6}));
  }

  @Test
  void refusesAGraphWithoutCard() throws IOException {
    Path graph = Files.write(folder.resolve("alone.onnx"), new byte[3]);
    assertThatThrownBy(() -> ModelSource.open(graph.toString()))
        .hasMessageContaining("MODEL_NOT_FOUND")
        .hasMessageContaining("no model card alone.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hematoxylin", "../models/hematoxylin-density", "x.onnx", "", "a\0b.onnx", "/"})
  void saysWhatThereIsWhenThereIsNoSuchModel(String name) {
    assertThatThrownBy(() -> ModelSource.open(name))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("MODEL_NOT_FOUND")
        .hasMessageContaining("hematoxylin-density");
  }

  @Test
  void travelsToExecutors() throws IOException, ClassNotFoundException {
    ModelFiles model = ModelSource.open("hematoxylin-density");
    BlockGrid blocks = BlockGrid.of(WindowGrid.of(model.card(), 5000, 4000));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
      out.writeObject(blocks);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ModelFiles back = (ModelFiles) in.readObject();
      assertThat(back.card()).isEqualTo(model.card());
      assertThat(back.graph()).isEqualTo(model.graph());
      assertThat(in.readObject()).isEqualTo(blocks);
    }
  }

  private Path write(byte[] graph, byte[] described) throws IOException {
    ModelCard card = TestCards.card(64, 32, 4, 2, List.of("a"), described);
    Files.write(folder.resolve("m.yaml"), ModelCardYaml.write(card));
    return Files.write(folder.resolve("m.onnx"), graph);
  }
}
