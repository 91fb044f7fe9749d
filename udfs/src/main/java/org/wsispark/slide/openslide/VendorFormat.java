package org.wsispark.slide.openslide;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffLimits;
import org.wsispark.slide.tiff.TiffTag;

/** Formats of slides that are left to OpenSlide, told by their bytes. */
public enum VendorFormat {
  /** Hamamatsu's TIFF with directories of its own making. */
  NDPI("Hamamatsu NDPI", Parts.NONE),
  /** Leica's BigTIFF with several regions. */
  SCN("Leica SCN", Parts.NONE),
  /** Philips' TIFF. */
  PHILIPS("Philips TIFF", Parts.NONE),
  /** Ventana's BIF, and its TIFF, with overlapping tiles. */
  VENTANA("Ventana BIF", Parts.NONE),
  /** Trestle's TIFF with overlapping tiles. */
  TRESTLE("Trestle TIFF", Parts.NONE),
  /** DICOM whole-slide images: one file per level, all in one folder. */
  DICOM("DICOM", Parts.BESIDE),
  /** 3DHistech's MIRAX: a small picture, and a folder of the same name with the slide. */
  MIRAX("MIRAX (MRXS)", Parts.FOLDER),
  /** Hamamatsu's VMS and VMU: a text that names JPEG or raw files beside it. */
  VMS("Hamamatsu VMS", Parts.BESIDE),
  /** Zeiss' CZI. */
  CZI("Zeiss CZI", Parts.NONE),
  /** Sakura's database. */
  SAKURA("Sakura SVSLIDE", Parts.NONE);

  /** Where the further files of a slide lie. */
  private enum Parts {
    NONE,
    BESIDE,
    FOLDER
  }

  /** How many first bytes {@link #ofHead(byte[])} looks at. */
  public static final int HEAD_BYTES = 1024;

  private static final int DICM_OFFSET = 128;
  private static final int NDPI_FORMAT_TAG = 65_420;
  private static final short LITTLE_ENDIAN_MARK = 0x4949;
  private static final short CLASSIC_VERSION = 42;
  private static final int XMP_TAG = 700;
  private static final int SOFTWARE_TAG = 305;

  /** Beyond this a text is no header that names a vendor. */
  private static final int LONGEST_TEXT = 1 << 24;

  private final String title;
  private final Parts parts;

  VendorFormat(String title, Parts parts) {
    this.title = title;
    this.parts = parts;
  }

  /**
   * The format's name.
   *
   * @return for people
   */
  public String title() {
    return title;
  }

  /**
   * Whether one file alone is the whole slide.
   *
   * @return false when files beside it belong to it
   */
  public boolean isOneFile() {
    return parts == Parts.NONE;
  }

  /** The file or folder that holds what belongs to a slide. */
  Path partsOf(Path slide) {
    Path file = slide.toAbsolutePath();
    return switch (parts) {
      case NONE -> file;
      case BESIDE -> file.getParent();
      case FOLDER -> miraxFolder(file);
    };
  }

  private static Path miraxFolder(Path slide) {
    String file = slide.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return slide.resolveSibling(dot < 1 ? file + ".d" : file.substring(0, dot));
  }

  /**
   * The format of a file that is no TIFF.
   *
   * @param head its first bytes, at most {@value #HEAD_BYTES} are looked at
   * @return empty for a format that says nothing of itself, or that nobody here knows
   */
  public static Optional<VendorFormat> ofHead(byte[] head) {
    if (has(head, DICM_OFFSET, "DICM")) {
      return Optional.of(DICOM);
    }
    if (has(head, 0, "ZISRAWFILE")) {
      return Optional.of(CZI);
    }
    if (has(head, 0, "SQLite format 3\0")) {
      return Optional.of(SAKURA);
    }
    String text =
        new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    return text.contains("Virtual Microscope Specimen]") ? Optional.of(VMS) : Optional.empty();
  }

  /**
   * Whether a local file is a MIRAX slide. Its own bytes are a plain JPEG picture; what tells it is
   * the folder of the same name with an index in it.
   *
   * @param file any
   * @return {@link #MIRAX}, or empty
   */
  public static Optional<VendorFormat> ofFolder(Path file) {
    Path folder = miraxFolder(file.toAbsolutePath());
    return Files.isRegularFile(folder.resolve("Slidedat.ini"))
        ? Optional.of(MIRAX)
        : Optional.empty();
  }

  private static boolean has(byte[] head, int offset, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (head.length < offset + wanted.length) {
      return false;
    }
    for (int k = 0; k < wanted.length; k++) {
      if (head[offset + k] != wanted[k]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The format of a TIFF file that a plain TIFF reader would misread.
   *
   * @param first the first directory
   * @return empty for Aperio and for TIFF without a vendor's own rules
   */
  public static Optional<VendorFormat> ofTiff(TiffDirectory first) {
    if (first.has(NDPI_FORMAT_TAG)) {
      return Optional.of(NDPI);
    }
    String description = text(first, TiffTag.IMAGE_DESCRIPTION);
    if (description.startsWith("Aperio")) {
      return Optional.empty();
    }
    if (description.contains("http://www.leica-microsystems.com/scn/")) {
      return Optional.of(SCN);
    }
    String software = text(first, SOFTWARE_TAG);
    if (software.startsWith("Philips") && description.contains("DPUfsImport")) {
      return Optional.of(PHILIPS);
    }
    if (software.startsWith("MedScan")) {
      return Optional.of(TRESTLE);
    }
    return text(first, XMP_TAG).contains("iScan") ? Optional.of(VENTANA) : Optional.empty();
  }

  /**
   * Whether a TIFF file is an NDPI file beyond 4 GiB. Its offsets have 64 bits though its header is
   * that of a classic TIFF, so no reader of TIFF finds its first directory.
   *
   * @param source of a file that starts as a TIFF file
   * @return {@link #NDPI}, or empty
   * @throws WsiException as {@link ByteSource#read(long, int)}
   */
  public static Optional<VendorFormat> ofLargeClassicTiff(ByteSource source) {
    if (source.size() < 1L << 32) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(source.read(0, 12)).order(ByteOrder.LITTLE_ENDIAN);
    long directory = header.getLong(4);
    if (header.getShort(0) != LITTLE_ENDIAN_MARK
        || header.getShort(2) != CLASSIC_VERSION
        || directory < 8
        || directory > source.size() - 2) {
      return Optional.empty();
    }
    int count =
        Short.toUnsignedInt(
            ByteBuffer.wrap(source.read(directory, 2)).order(ByteOrder.LITTLE_ENDIAN).getShort());
    if (count > TiffLimits.TAGS || directory + 2 + count * 12L > source.size()) {
      return Optional.empty();
    }
    ByteBuffer entries =
        ByteBuffer.wrap(source.read(directory + 2, count * 12)).order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, count)
            .anyMatch(k -> Short.toUnsignedInt(entries.getShort(k * 12)) == NDPI_FORMAT_TAG)
        ? Optional.of(NDPI)
        : Optional.empty();
  }

  /** A tag's bytes as text, whatever type the writer gave it. */
  private static String text(TiffDirectory directory, int tag) {
    boolean small =
        directory.fields().stream()
            .anyMatch(field -> field.tag() == tag && field.bytes() <= LONGEST_TEXT);
    return small
        ? new String(directory.bytes(tag).orElse(new byte[0]), StandardCharsets.ISO_8859_1)
        : "";
  }
}
