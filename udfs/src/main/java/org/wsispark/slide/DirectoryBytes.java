package org.wsispark.slide;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.wsispark.errors.WsiException;

/**
 * The bytes of a slide file that opening it needs: header, directories, tables of tiles. A
 * catalogue keeps them, so that a task opens the slide without asking the store for anything. They
 * hold for one content of the file only; whoever keeps them keeps its size and etag beside them.
 */
public final class DirectoryBytes {
  private static final int VERSION = 1;

  /** Bytes of all pieces: twice what {@link DirectorySource} hands out. */
  private static final int MOST_BYTES = 16 << 20;

  /** Bytes by their offset; pieces neither overlap nor touch. */
  private final TreeMap<Long, byte[]> pieces = new TreeMap<>();

  /** No bytes yet. */
  public DirectoryBytes() {}

  /**
   * Adds bytes.
   *
   * @param offset where they lie in the file
   * @param bytes any number; copied
   */
  public void add(long offset, byte[] bytes) {
    if (bytes.length == 0 || find(offset, bytes.length).isPresent()) {
      return;
    }
    long start = offset;
    long end = offset + bytes.length;
    Map.Entry<Long, byte[]> before = pieces.floorEntry(offset);
    if (before != null && before.getKey() + before.getValue().length >= offset) {
      start = before.getKey();
      end = Math.max(end, start + before.getValue().length);
    }
    Map.Entry<Long, byte[]> last = pieces.floorEntry(end);
    if (last != null) {
      end = Math.max(end, last.getKey() + last.getValue().length);
    }
    byte[] joined = new byte[Math.toIntExact(end - start)];
    Map<Long, byte[]> joining = pieces.subMap(start, true, end, true);
    for (Map.Entry<Long, byte[]> piece : joining.entrySet()) {
      System.arraycopy(
          piece.getValue(), 0, joined, (int) (piece.getKey() - start), piece.getValue().length);
    }
    System.arraycopy(bytes, 0, joined, (int) (offset - start), bytes.length);
    joining.clear();
    pieces.put(start, joined);
  }

  /**
   * Looks bytes up.
   *
   * @param offset of the first byte
   * @param length in bytes
   * @return a new array of that length; empty when not all of them are here
   */
  public Optional<byte[]> find(long offset, int length) {
    Map.Entry<Long, byte[]> piece = pieces.floorEntry(offset);
    if (piece == null || offset + length > piece.getKey() + piece.getValue().length) {
      return Optional.empty();
    }
    int from = (int) (offset - piece.getKey());
    return Optional.of(Arrays.copyOfRange(piece.getValue(), from, from + length));
  }

  /**
   * How many bytes there are.
   *
   * @return the sum over all pieces
   */
  public long size() {
    return pieces.values().stream().mapToLong(piece -> piece.length).sum();
  }

  /**
   * Writes them for a catalogue.
   *
   * @return deflated; the same for equal bytes
   */
  public byte[] compact() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(packed, deflater))) {
      out.writeByte(VERSION);
      out.writeInt(pieces.size());
      for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
        out.writeLong(piece.getKey());
        out.writeInt(piece.getValue().length);
        out.write(piece.getValue());
      }
    } catch (IOException e) {
      throw new IllegalStateException("a stream into memory does not fail", e);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  /**
   * Reads what a catalogue keeps.
   *
   * @param compact as {@link #compact()} writes it
   * @return the same bytes
   * @throws WsiException {@link SlideError#BAD_DIRECTORY} when it is anything else
   */
  public static DirectoryBytes of(byte[] compact) {
    DirectoryBytes all = new DirectoryBytes();
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(compact)))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IOException("version " + version + ", known is " + VERSION);
      }
      int left = MOST_BYTES;
      for (int count = in.readInt(); count > 0; count--) {
        long offset = in.readLong();
        int length = in.readInt();
        if (offset < 0 || length < 1 || length > left) {
          throw new IOException(length + " bytes at " + offset);
        }
        left -= length;
        byte[] piece = in.readNBytes(length);
        if (piece.length < length) {
          throw new IOException("it is cut off");
        }
        all.add(offset, piece);
      }
      return all;
    } catch (IOException e) {
      throw WsiException.of(
              SlideError.BAD_DIRECTORY, "not the stored bytes of a directory: %s", e.getMessage())
          .remedy("Ingest the slide again")
          .causedBy(e);
    }
  }
}
