package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.errors.WsiException;

/** Whatever the lexer takes, the JDK's parser takes too and sees the same in it. */
class LexerAgreesWithParserTest {
  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          StandardCharsets.ISO_8859_1);

  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "/>",
          "\"",
          "'",
          "&",
          "&#0;",
          "&#x41;",
          "&#X41;",
          "&lt;",
          "&e;",
          "]]>",
          "<!--",
          "-->",
          "--",
          "<?pi?>",
          "<?xml?>",
          "<![CDATA[x]]>",
          "<!DOCTYPE a>",
          "\u0001",
          "\u0000",
          "\uFFFE",
          "\u0085",
          "\r",
          "\t",
          "=",
          " ",
          "Id=\"1\" ",
          "x:y='1' ",
          "<a/>",
          "</a>",
          "é",
          "<Vertex X=\"1\" Y=\"1,5\"/>",
          "\uFEFF",
          "NaN",
          "<?x",
          "Text='&#xD800;' ",
          "&#43;");

  private static void agree(byte[] bytes, String place) {
    Optional<AnnotationDocument> lexed = AperioXml.lexed(bytes);
    if (lexed.isPresent()) {
      try {
        AnnotationDocument parsed = AperioXml.read(new ByteArrayInputStream(bytes), "x");
        assertThat(lexed.get()).as(place).isEqualTo(parsed);
      } catch (WsiException refused) {
        throw new AssertionError(place + ": the lexer takes what the parser refuses", refused);
      }
    }
  }

  @Test
  void onSoundDocumentsInEveryEncoding() {
    for (int seed = 0; seed < 1_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String text = RandomXml.document(random);
      Charset charset = CHARSETS.get(seed % CHARSETS.size());
      boolean latin = charset.equals(StandardCharsets.ISO_8859_1);
      if (latin) {
        text =
            "<?xml version=\"1.0\" encoding='iso-8859-1' standalone=\"yes\" ?>"
                + text.substring(text.indexOf("<Annotations"));
      }
      byte[] bytes = text.getBytes(charset);
      assertThat(AperioXml.lexed(bytes)).as("seed %d: %s", seed, text).isPresent();
      agree(bytes, "seed " + seed + ": " + text);
    }
  }

  @Test
  void onDamagedDocuments() {
    int taken = 0;
    for (int seed = 0; seed < 8_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder(RandomXml.document(random));
      for (int damages = random.nextInt(1, 3); damages > 0; damages--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, (char) random.nextInt(1, 256));
          default -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        }
      }
      byte[] bytes = text.toString().getBytes(CHARSETS.get(random.nextInt(4)));
      if (random.nextInt(10) == 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(20) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      taken += AperioXml.lexed(bytes).isPresent() ? 1 : 0;
      agree(bytes, "seed " + seed + ": " + text);
    }
    assertThat(taken).isBetween(400, 7_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Annotations/>\u0000",
        "<Annotations/><Annotations/>",
        "<Annotations a='1'b='2'/>",
        "<Annotations a='1' a='2'/>",
        "<Annotations a='<'/>",
        "<Annotations a='&#xD800;'/>",
        "<Annotations a='&#x110000;'/>",
        "<Annotations a='&nbsp;'/>",
        "<Annotations><!-- a -- b --></Annotations>",
        "<Annotations><!-- a ---></Annotations>",
        "<Annotations><?xml version='1.0'?></Annotations>",
        " <?xml version='1.0'?><Annotations/>",
        "<?xml version='1.1'?><Annotations/>",
        "<Annotations></annotations>",
        "<Annotations>",
        "<Annotations><Odd>]]></Odd></Annotations>",
        "<!DOCTYPE Annotations><Annotations/>",
        "<Annotations>text</Annotations>",
        "<Annotations\u0085/>",
        "<1nnotations/>",
        "",
        "<",
        "<Annotations a"
      })
  void leavesToTheParserWhatIsWrong(String text) {
    assertThat(AperioXml.lexed(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void leavesToTheParserBytesThatAreNoText() {
    assertThat(AperioXml.lexed(new byte[] {'<', 'a', (byte) 0xC3, '/', '>'})).isEmpty();
    assertThat(AperioXml.lexed("<Annotations/>".getBytes(StandardCharsets.UTF_16))).isPresent();
    byte[] odd = Arrays.copyOf("<Annotations/>".getBytes(StandardCharsets.UTF_16LE), 27);
    assertThat(AperioXml.lexed(odd)).isEmpty();
  }
}
