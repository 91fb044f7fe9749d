package org.wsispark.slide.synthetic;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Invented personal data of a patient and an operator, as it ends up in slides. No value belongs to
 * anybody: names are drawn from the letters of the alphabet.
 *
 * @param patientName surname and given name
 * @param patientId the hospital's number
 * @param birthDate as text
 * @param accession number of the specimen
 * @param physician who sent it
 * @param operator who scanned it
 * @param user the operator's account, a GUID
 * @param scanner serial number of the scanner
 * @param date of the scan, MM/dd/yy
 * @param time of the scan, HH:mm:ss
 * @param fileName name of the file when it was scanned
 */
public record PrivateData(
    String patientName,
    String patientId,
    String birthDate,
    String accession,
    String physician,
    String operator,
    String user,
    String scanner,
    String date,
    String time,
    String fileName) {
  private static final String[] SYLLABLES = {
    "BRU", "CAL", "DOR", "FEN", "GIL", "HAR", "JOV", "KEL", "LUM", "MAR", "NOR", "PEV", "QUI",
    "ROS", "SAN", "TOV", "VEL", "WIN", "YAR", "ZEM"
  };

  /**
   * Invents.
   *
   * @param patientSeed decides what belongs to the patient
   * @param slideSeed decides what belongs to the scan
   * @return the data
   */
  public static PrivateData invent(long patientSeed, long slideSeed) {
    long who = Hash.bits(patientSeed, 101, 1);
    long more = Hash.bits(patientSeed, 101, 2);
    long scan = Hash.bits(slideSeed, 101, 3);
    String accession = format("S%02d-%05d", number(who, 3, 10) + 15, number(more, 0, 99_999));
    return new PrivateData(
        syllables(who) + "^" + syllables(more),
        format("MRN%07d", (who >>> 8) % 10_000_000L & 0x7FFFFFFF),
        format(
            "%02d/%02d/19%02d",
            number(who, 0, 12) + 1, number(who, 1, 28) + 1, number(who, 2, 60) + 30),
        accession,
        "DR " + syllables(Hash.bits(patientSeed, 101, 4)),
        "OP " + syllables(Hash.bits(scan, 101, 5)),
        new UUID(scan, Hash.bits(scan, 1, 1)).toString(),
        format("SS%04dCNTLR", number(scan, 0, 9_999)),
        format(
            "%02d/%02d/%02d",
            number(scan, 1, 12) + 1, number(scan, 2, 28) + 1, number(scan, 3, 9) + 12),
        format("%02d:%02d:%02d", number(more, 1, 12) + 7, number(more, 2, 60), number(more, 3, 60)),
        accession + "_" + syllables(who));
  }

  /**
   * The texts that must not be found in a file that claims to be de-identified.
   *
   * @return every value that names the patient, the specimen, a person or the scanner
   */
  public List<String> needles() {
    return List.of(
        patientName, patientId, birthDate, accession, physician, operator, user, scanner, fileName);
  }

  private static String syllables(long bits) {
    StringBuilder name = new StringBuilder();
    for (int k = 0; k < 3; k++) {
      name.append(SYLLABLES[number(bits, k, SYLLABLES.length)]);
    }
    return name.toString();
  }

  private static int number(long bits, int k, int below) {
    return (int) (Hash.unit(bits, k) * below);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
