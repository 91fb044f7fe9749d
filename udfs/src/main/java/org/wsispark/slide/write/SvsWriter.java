package org.wsispark.slide.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;

/**
 * Writes a pyramidal TIFF tile by tile. Tiles of all images may come in any order and lie in the
 * file in the order they came; the directories follow at the end, in the order of the images. A
 * tile that never comes is a missing tile: offset 0 and byte count 0, as some scanners leave them.
 *
 * <p>The slide grows in a temporary file beside the target and takes the target's name in {@link
 * #finish}; {@link #close} before that leaves nothing behind. One thread at a time. Memory: 16
 * bytes per tile.
 */
public final class SvsWriter implements AutoCloseable {

  /**
   * Where a tile lies in the file.
   *
   * @param offset bytes from the start of the file
   * @param length bytes
   */
  public record StoredTile(long offset, long length) {}

  private final Path target;
  private final Path part;
  private final TiffForm form;
  private final List<ImageSpec> images;
  private final List<long[]> offsets = new ArrayList<>();
  private final List<long[]> byteCounts = new ArrayList<>();
  private final FileChannel channel;
  private final OutputStream out;
  private long position;
  private boolean closed;

  private SvsWriter(Path target, TiffForm form, List<ImageSpec> images) throws IOException {
    this.target = target.toAbsolutePath();
    this.form = form;
    this.images = List.copyOf(images);
    for (ImageSpec image : images) {
      int tiles = Math.toIntExact(image.grid().count());
      offsets.add(new long[tiles]);
      byteCounts.add(new long[tiles]);
    }
    String name = ".%s.%s.part".formatted(this.target.getFileName(), UUID.randomUUID());
    this.part = this.target.resolveSibling(name);
    this.channel = FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    append(new byte[TiffForm.BODY]);
  }

  /**
   * Starts a slide.
   *
   * @param target the file to make or replace; its folder exists
   * @param form byte order and offset size
   * @param images the images in the order of their directories; readers take the first, which is
   *     not nested, for level 0
   * @return the writer, to be closed by the caller
   * @throws WsiException {@link WriteError#CANNOT_WRITE} when the folder refuses a file
   */
  public static SvsWriter create(Path target, TiffForm form, List<ImageSpec> images) {
    try {
      return new SvsWriter(target, form, images);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /**
   * Appends one tile.
   *
   * @param image index of the image
   * @param column tile column, from 0
   * @param row tile row, from 0
   * @param encoded the bytes as the image's encoder makes them
   * @return where it lies, for {@link #place}
   * @throws WsiException {@link WriteError#CANNOT_WRITE} when the disk refuses it, {@link
   *     WriteError#BAD_SLIDE_FORM} when a classic TIFF grows above 4 GiB
   */
  public StoredTile write(int image, int column, int row, byte[] encoded) {
    try {
      StoredTile tile = new StoredTile(position, encoded.length);
      append(encoded);
      place(image, column, row, tile);
      return tile;
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /**
   * Appends bytes that no directory names, such as an editor leaves behind when it unlinks an
   * image.
   *
   * @param bytes what to leave in the file
   * @throws WsiException as {@link #write}
   */
  public void writeUnreferenced(byte[] bytes) {
    try {
      append(bytes);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /**
   * Appends a directory that no other leads to, such as the Exif directory that tag 34665 names.
   *
   * @param tags its fields
   * @return where it lies
   * @throws WsiException as {@link #write}
   */
  public StoredTile writeDirectory(List<TiffTag> tags) {
    try {
      append(new byte[(int) (position & 1)]);
      StoredTile place = new StoredTile(position, new TiffDirectory(form, tags).byteCount());
      append(new TiffDirectory(form, tags).bytes(place.offset(), 0));
      return place;
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /**
   * Gives a position of an image a tile that is in the file already, so that two positions share
   * its bytes.
   *
   * @param image index of the image
   * @param column tile column, from 0
   * @param row tile row, from 0
   * @param tile what {@link #write} of this writer returned
   */
  public void place(int image, int column, int row, StoredTile tile) {
    TileGrid grid = images.get(image).grid();
    if (column < 0 || row < 0 || column >= grid.columns() || row >= grid.rows()) {
      throw new IllegalArgumentException(
          "no tile (%d, %d) in image %d of %s".formatted(column, row, image, grid));
    }
    int index = row * grid.columns() + column;
    offsets.get(image)[index] = tile.offset();
    byteCounts.get(image)[index] = tile.length();
  }

  /**
   * Encodes and appends all tiles or strips of one image.
   *
   * @param image index of the image
   * @param pixels the whole image; tiles that reach over its edge are white there, strips end with
   *     the image
   */
  public void writeAll(int image, RgbImage pixels) {
    ImageSpec spec = images.get(image);
    TileGrid grid = spec.grid();
    PixelRect whole = new PixelRect(0, 0, grid.imageWidth(), grid.imageHeight());
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        PixelRect tile = grid.tile(column, row);
        RgbImage cut = pixels.crop(spec.tiled() ? tile : tile.intersect(whole));
        write(image, column, row, spec.encoder().encode(cut));
      }
    }
  }

  /**
   * Writes the directories and gives the slide its name.
   *
   * @throws WsiException {@link WriteError#CANNOT_WRITE} or {@link WriteError#BAD_SLIDE_FORM}, as
   *     in {@link #write}
   */
  public void finish() {
    try {
      append(new byte[(int) (position & 1)]);
      long first = position;
      for (byte[] directory : TiffDirectory.chain(form, position, directories())) {
        append(directory);
      }
      out.flush();
      channel.write(ByteBuffer.wrap(form.header(first)), 0);
      channel.force(true);
      channel.close();
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      closed = true;
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /** Of each image of the chain its fields and those of the directories that it names. */
  private List<TiffDirectory.Family> directories() {
    List<TiffDirectory.Family> families = new ArrayList<>();
    for (int k = 0; k < images.size(); k++) {
      List<TiffTag> tags = images.get(k).tags(form, offsets.get(k), byteCounts.get(k));
      if (images.get(k).nested()) {
        families.get(families.size() - 1).children().add(tags);
      } else {
        families.add(new TiffDirectory.Family(tags, new ArrayList<>()));
      }
    }
    return families;
  }

  private void append(byte[] bytes) throws IOException {
    if (position + bytes.length > form.limit()) {
      throw WsiException.of(
              WriteError.BAD_SLIDE_FORM,
              "%d bytes do not fit into a classic TIFF",
              position + bytes.length)
          .inSlide(target.toString())
          .remedy("Write it as BigTIFF");
    }
    out.write(bytes);
    position += bytes.length;
  }

  /** Removes the temporary file unless the slide is finished. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw cannotWrite(part, e);
    }
  }

  private static WsiException cannotWrite(Path path, IOException cause) {
    return WsiException.of(WriteError.CANNOT_WRITE, "the slide cannot be written: %s", cause)
        .inSlide(path.toString())
        .remedy("Check that the folder exists, may be written and has space")
        .causedBy(cause);
  }
}
