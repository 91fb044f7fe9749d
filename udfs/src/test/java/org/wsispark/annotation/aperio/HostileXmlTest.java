package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

class HostileXmlTest {

  private static WsiException failure(InputStream in) {
    WsiException failure =
        catchThrowableOfType(WsiException.class, () -> AperioXml.read(in, "hostile.xml"));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static WsiException failure(String text) {
    return failure(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE Annotations>",
        "<!DOCTYPE Annotations SYSTEM \"FILE\">",
        "<!DOCTYPE Annotations SYSTEM \"http://127.0.0.1:PORT/a.dtd\">",
        "<!DOCTYPE Annotations PUBLIC \"x\" \"http://127.0.0.1:PORT/a.dtd\">",
        "<!DOCTYPE Annotations [<!ENTITY e SYSTEM \"FILE\">]>",
        "<!DOCTYPE Annotations [<!ENTITY e SYSTEM \"http://127.0.0.1:PORT/e\">]>",
        "<!DOCTYPE Annotations [<!ENTITY % p SYSTEM \"http://127.0.0.1:PORT/p\"> %p;]>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE Annotations [<!ELEMENT Annotations ANY>"
            + "<!ENTITY e \"x\">]>"
      })
  void documentTypesAreRefusedAndNothingIsFetched(String doctype, @TempDir Path folder)
      throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
    try (ServerSocket trap = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      String text =
          doctype
                  .replace("FILE", secret.toUri().toString())
                  .replace("PORT", Integer.toString(trap.getLocalPort()))
              + "<Annotations><Annotation Id=\"1\" Name=\"n\">&e;</Annotation></Annotations>";
      WsiException failure = failure(text);
      assertThat(failure.code()).isEqualTo(AnnotationError.DOCTYPE_REFUSED);
      assertThat(failure.getMessage()).doesNotContain("the secret").contains("line ");
      trap.setSoTimeout(1);
      assertThat(catchThrowableOfType(SocketTimeoutException.class, trap::accept)).isNotNull();
    }
  }

  @Test
  void aBillionLaughsAreRefusedBeforeTheFirst() {
    StringBuilder text = new StringBuilder("<!DOCTYPE Annotations [<!ENTITY l0 \"laugh\">");
    for (int k = 1; k < 10; k++) {
      text.append("<!ENTITY l").append(k).append(" \"");
      text.append(("&l" + (k - 1) + ";").repeat(10)).append("\">");
    }
    text.append("]><Annotations a=\"&l9;\">&l9;</Annotations>");
    assertThat(failure(text.toString()).code()).isEqualTo(AnnotationError.DOCTYPE_REFUSED);
  }

  @Test
  void aHugeInternalSubsetIsRefused() {
    String quadratic =
        "<!DOCTYPE Annotations [<!ENTITY a \""
            + "a".repeat(100_000)
            + "\">]><Annotations>"
            + "&a;".repeat(100_000)
            + "</Annotations>";
    assertThat(failure(quadratic).code()).isEqualTo(AnnotationError.DOCTYPE_REFUSED);
  }

  @Test
  void depthIsBounded() {
    String deep = "<Annotations>" + "<a>".repeat(100_000);
    assertThat(failure(deep).code()).isEqualTo(AnnotationError.LIMIT_EXCEEDED);
  }

  @Test
  void tenThousandAttributesMoreThanAnyFileHasAreRefused() {
    StringBuilder text = new StringBuilder("<Annotations");
    for (int k = 0; k <= 10_000; k++) {
      text.append(" a").append(k).append("=\"\"");
    }
    assertThat(failure(text.append("/>").toString()).code()).isEqualTo(AnnotationError.BAD_XML);
  }

  @Test
  void anEndlessAttributeIsCutOff() {
    InputStream endless =
        new InputStream() {
          private final byte[] start = "<Annotations a=\"".getBytes(StandardCharsets.UTF_8);
          private long at;

          @Override
          public int read() {
            return at < start.length ? start[(int) at++] : 'x';
          }
        };
    WsiException failure = failure(endless);
    assertThat(failure.code()).isEqualTo(AnnotationError.LIMIT_EXCEEDED);
    assertThat(failure.problem()).contains("16777216");
  }

  @Test
  void anEndlessDocumentIsCutOff() {
    InputStream endless =
        new InputStream() {
          private final byte[] start = "<Annotations>".getBytes(StandardCharsets.UTF_8);
          private final byte[] more = "<!-- -->".getBytes(StandardCharsets.UTF_8);
          private long at;

          @Override
          public int read() {
            long here = at++;
            return here < start.length
                ? start[(int) here]
                : more[(int) ((here - start.length) % more.length)];
          }
        };
    WsiException failure =
        catchThrowableOfType(
            WsiException.class, () -> AperioXml.read(endless, "x", 1 << 20, 1 << 16));
    assertThat(failure.code()).isEqualTo(AnnotationError.LIMIT_EXCEEDED);
    assertThat(failure.problem()).contains("1048576");
  }

  @Test
  void aFailingSourceIsTold() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    WsiException failure = failure(failing);
    assertThat(failure.code()).isEqualTo(AnnotationError.UNREADABLE);
    assertThat(failure).hasRootCauseMessage("the disk is gone");
  }

  @Test
  void damagedDocumentsAreReadOrRefusedButNeverCrash() {
    String whole =
        "<Annotations MicronsPerPixel=\"0.5\"><Annotation Id=\"1\" Type=\"4\" LineColor=\"65280\">"
            + "<Regions><Region Id=\"1\" Type=\"0\" NegativeROA=\"0\"><Vertices>"
            + "<Vertex X=\"1.5\" Y=\"2\"/><Vertex X=\"-1\" Y=\"9\"/></Vertices></Region>"
            + "</Regions></Annotation></Annotations>";
    SplittableRandom random = new SplittableRandom(60);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(AperioXml.read(bytes, "damaged").layers()).isNotNull();
      } catch (WsiException expected) {
        assertThat(expected.code()).as("round %d", round).isInstanceOf(AnnotationError.class);
        refused++;
      }
    }
    assertThat(refused).isBetween(2_500, 4_999);
  }
}
