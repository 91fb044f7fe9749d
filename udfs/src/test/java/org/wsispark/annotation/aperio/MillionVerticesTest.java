package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.geometry.Ring;

class MillionVerticesTest {
  /** A ring holds 16 bytes a vertex; what grows into it was half as large, and is copied twice. */
  private static final long BYTES_PER_VERTEX = 72;

  private static void isWhole(Ring ring) {
    assertThat(ring.size()).isEqualTo(MillionVertices.COUNT);
    assertThat(ring.xMicroPx(999_999)).isEqualTo(999_999_200_000L);
    assertThat(ring.yMicroPx(978)).isEqualTo(1_000_000);
  }

  @Test
  void fromBytesAllocatesLittleMoreThanTheRing() throws IOException {
    byte[] bytes = MillionVertices.bytes();
    assertThat(new String(bytes, StandardCharsets.US_ASCII)).doesNotContain("\n");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    AnnotationDocument document = AperioXml.lexed(bytes).orElseThrow();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    isWhole(document.layers().get(0).regions().get(0).vertices());
    assertThat(allocated).isLessThan(BYTES_PER_VERTEX * MillionVertices.COUNT);
  }

  @Test
  void oneOfThemIsMovedInPlace() throws IOException {
    byte[] bytes = MillionVertices.bytes();
    AperioDocument before = AperioDocument.of(bytes, "million.xml");
    AperioDocument after =
        before.edited(List.of(new AperioEdit.MoveVertex(0, 0, 500_000, 1_000_000, 2_000_000)));
    String old = "<Vertex X=\"500000.200000\" Y=\"" + 500_000 % 977 + "\" Z=\"0\"/>";
    assertThat(new String(after.bytes(), StandardCharsets.US_ASCII))
        .isEqualTo(
            new String(bytes, StandardCharsets.US_ASCII)
                .replace(old, "<Vertex X=\"1\" Y=\"2\" Z=\"0\"/>"));
  }

  /** 45 MB of XML by the parser, while there is no room for them: 96 MiB of heap in all. */
  @Test
  void fromAStreamFitsIntoASmallHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MillionVertices.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.strip()).isEqualTo("1000000 999999200000 1000000");
  }
}
