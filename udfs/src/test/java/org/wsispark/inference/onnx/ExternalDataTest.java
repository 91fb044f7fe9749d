package org.wsispark.inference.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.InferenceError;
import org.wsispark.inference.ModelSource;

/** Messages are built by the field numbers of onnx.proto, as an attacker would. */
class ExternalDataTest {

  private static ProtoMessage outside(String location) {
    ProtoMessage entry = new ProtoMessage().text(1, "location").text(2, location);
    return new ProtoMessage()
        .integer(1, 4)
        .integer(2, 1)
        .text(8, "w")
        .message(13, entry)
        .integer(14, 1);
  }

  private static byte[] model(ProtoMessage graph) {
    return new ProtoMessage().integer(1, 8).message(7, graph).toBytes();
  }

  private static ProtoMessage nested(int field, ProtoMessage message) {
    return new ProtoMessage().message(field, message);
  }

  static Stream<byte[]> graphsWithDataElsewhere() {
    ProtoMessage tensor = outside("../../etc/passwd");
    ProtoMessage constant = nested(1, nested(5, nested(5, tensor)));
    return Stream.of(
        model(nested(5, tensor)),
        model(nested(5, outside("/etc/passwd"))),
        model(nested(5, outside("*/_ORT_MEM_ADDR_/*"))),
        model(nested(5, new ProtoMessage().integer(2, 1).integer(14, 1))),
        model(nested(5, nested(13, new ProtoMessage().text(1, "location").text(2, "w.bin")))),
        model(constant),
        model(nested(1, nested(5, nested(10, tensor)))),
        model(nested(1, nested(5, nested(6, constant)))),
        model(nested(1, nested(5, nested(11, nested(5, tensor))))),
        model(nested(15, nested(1, tensor))),
        model(nested(1, nested(5, nested(22, nested(2, tensor))))),
        nested(25, nested(7, nested(5, nested(5, tensor)))).toBytes(),
        nested(20, nested(1, nested(5, tensor))).toBytes());
  }

  @ParameterizedTest
  @MethodSource("graphsWithDataElsewhere")
  void refusesDataElsewhereWhereverItHides(byte[] graph) {
    assertThatThrownBy(() -> OnnxModelRunner.open(TestGraphs.small(graph)).close())
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> assertThat(e.code()).isEqualTo(InferenceError.EXTERNAL_MODEL_DATA));
  }

  @Test
  void acceptsGraphsThatHoldTheirData() {
    assertThatCode(() -> ExternalData.refuse(TestGraphs.randomConvolutions(1).graph(), "m"))
        .doesNotThrowAnyException();
    byte[] builtIn = ModelSource.open("hematoxylin-density").graph();
    assertThatCode(() -> ExternalData.refuse(builtIn, "m")).doesNotThrowAnyException();
  }

  @Test
  void refusesGraphsThatNestWithoutEndOrEndTooSoon() {
    ProtoMessage graph = nested(5, new ProtoMessage().text(8, "w"));
    for (int depth = 0; depth < 200; depth++) {
      graph = nested(1, nested(5, nested(6, graph)));
    }
    byte[] deep = model(graph);
    assertBadGraph(deep);
    byte[] cut = Arrays.copyOf(model(nested(5, outside("x"))), 9);
    assertBadGraph(cut);
    assertBadGraph("hello, I am text\n".getBytes(UTF_8));
  }

  private static void assertBadGraph(byte[] graph) {
    assertThatThrownBy(() -> ExternalData.refuse(graph, "m"))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> assertThat(e.code()).isEqualTo(InferenceError.BAD_MODEL_GRAPH));
  }
}
