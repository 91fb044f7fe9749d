package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/** Any bytes as XML: annotations or a typed error, and lexer and parser of one mind. */
class XmlFuzzTest {

  private static void isTyped(WsiException failure) {
    assertThat(failure.code()).isInstanceOf(AnnotationError.class);
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @FuzzTest(maxDuration = "30m")
  void aperio(byte[] data) {
    Optional<AnnotationDocument> lexed = AperioXml.lexed(data);
    try {
      AnnotationDocument parsed = AperioXml.read(new ByteArrayInputStream(data), "fuzz");
      lexed.ifPresent(document -> assertThat(document).isEqualTo(parsed));
      assertThat(AperioDocument.of(data, "fuzz").edited(List.of()).bytes()).isEqualTo(data);
      assertThat(AperioXml.read(AperioXml.write(parsed), "written")).isEqualTo(parsed);
    } catch (WsiException failure) {
      isTyped(failure);
      if (failure.code() != AnnotationError.NOT_EDITABLE
          && failure.code() != AnnotationError.BAD_TEXT) {
        assertThat(lexed).isEmpty();
      }
    }
  }

  @FuzzTest(maxDuration = "30m")
  void asap(byte[] data) {
    try {
      AnnotationDocument read = AsapXml.read(data, "fuzz").document();
      assertThat(AperioXml.read(AperioXml.write(read), "written")).isEqualTo(read);
    } catch (WsiException failure) {
      isTyped(failure);
    }
  }
}
