package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.geometry.Mpp;

class AperioDescriptionTest {
  private static final String CMU =
      "Aperio Image Library v11.2.1 \r\n46000x32914 [42673,5576 2220x2967] (240x240) JPEG/RGB Q=30;"
          + "Aperio Image Library v10.0.51\r\n46920x33014 [0,100 46000x32914] (256x256) JPEG/RGB Q=30"
          + "|AppMag = 20|StripeWidth = 2040|ScanScope ID = CPAPERIOCS|Filename = CMU-1"
          + "|Date = 12/29/09|Time = 09:59:15|User = b414003d|Parmset = USM Filter|MPP = 0.4990"
          + "|Left = 25.691574|Top = 23.449873|LineCameraSkew = -0.000424|OriginalWidth = 46920"
          + "|Originalheight = 33014|Filtered = 5|OriginalWidth = 46000|OriginalHeight = 32914";

  @Test
  void keepsListedNumbersAndCountsTheRest() {
    AperioDescription description = AperioDescription.parse(CMU);
    assertThat(description.properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "AppMag", "20",
                "StripeWidth", "2040",
                "MPP", "0.4990",
                "Left", "25.691574",
                "Top", "23.449873",
                "OriginalWidth", "46000",
                "Originalheight", "33014",
                "Filtered", "5",
                "OriginalHeight", "32914"));
    // ScanScope ID, Filename, Date, Time, User, Parmset, LineCameraSkew.
    assertThat(description.dropped()).isEqualTo(7);
    assertThat(description.mpp()).contains(new Mpp(0.499));
    assertThat(description.appMag()).hasValue(20);
  }

  @Test
  void aListedKeyWithTextIsDropped() {
    AperioDescription description =
        AperioDescription.parse("Aperio\r\n|AppMag = Jane Doe|Left = 1.5 mm|MPP = 0.25");
    assertThat(description.properties()).containsOnlyKeys("MPP");
    assertThat(description.dropped()).isEqualTo(2);
    assertThat(description.appMag()).isEmpty();
  }

  @Test
  void livesWithPairsThatAreNone() {
    AperioDescription description =
        AperioDescription.parse("Aperio||MPP=0,500000|no equals sign|Title = a = b|AppMag =40|");
    assertThat(description.mpp()).contains(new Mpp(0.5));
    assertThat(description.appMag()).hasValue(40);
    assertThat(description.properties()).containsEntry("MPP", "0,500000");
    assertThat(description.dropped()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0", "-0.5", "NaN", "1e30", "1001", "'0,5,0'", "0x1p3", "''", "999999999999999999"})
  void aSenselessMppIsNone(String value) {
    AperioDescription description = AperioDescription.parse("Aperio|MPP = " + value);
    assertThat(description.mpp()).isEmpty();
  }

  @Test
  void theMagnificationIsNoResolution() {
    AperioDescription description = AperioDescription.parse("Aperio\n|AppMag = 40");
    assertThat(description.mpp()).isEmpty();
    assertThat(description.appMag()).hasValue(40);
  }

  @Test
  void findsTheWordOfTheSecondLine() {
    assertThat(AperioDescription.secondLineWord("Aperio Image Library v11 \nlabel 387x463"))
        .isEqualTo("label");
    assertThat(AperioDescription.secondLineWord("Aperio v1\r\n46000x32914 [..]")).isEmpty();
    assertThat(AperioDescription.secondLineWord("label")).isEmpty();
  }
}
