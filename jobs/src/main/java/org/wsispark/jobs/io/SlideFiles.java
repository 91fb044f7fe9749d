package org.wsispark.jobs.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.FileByteSource;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/** Opens slides and small files by URI, on the driver and in tasks. */
public final class SlideFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  /** An annotation or manifest beyond this is no document a person drew: 2 GiB less a page. */
  private static final long LARGEST_DOCUMENT = Integer.MAX_VALUE - 4096L;

  private static final int CHUNK = 1 << 16;

  private final SerializableConfiguration conf;

  private SlideFiles(SerializableConfiguration conf) {
    this.conf = conf;
  }

  /** With the session's file systems and credentials. */
  public static SlideFiles of(SparkSession spark) {
    return new SlideFiles(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
  }

  /** Opens a slide; the caller closes it. */
  public SlideReader open(String uri) {
    return SlideReaders.open(source(uri));
  }

  private ByteSource source(String uri) {
    Path path = new Path(uri);
    if (isLocal(path)) {
      return FileByteSource.open(java.nio.file.Path.of(localPath(path)));
    }
    try {
      return HadoopByteSource.open(path.getFileSystem(conf.value()), path);
    } catch (IOException e) {
      throw unreadable(uri, e);
    }
  }

  private boolean isLocal(Path path) {
    URI scheme =
        path.toUri().getScheme() == null ? FileSystem.getDefaultUri(conf.value()) : path.toUri();
    return "file".equals(scheme.getScheme());
  }

  private static String localPath(Path path) {
    return path.toUri().getPath();
  }

  /** Size in bytes and, where the store has one, etag. */
  public FileIdentity identity(String uri) {
    Path path = new Path(uri);
    try {
      FileStatus status = path.getFileSystem(conf.value()).getFileStatus(path);
      String etag = status instanceof EtagSource tagged ? tagged.getEtag() : null;
      return new FileIdentity(status.getLen(), etag);
    } catch (IOException e) {
      throw unreadable(uri, e);
    }
  }

  /** SHA-256 of the whole file, in hex. Reads every byte. */
  public String sha256(String uri) {
    Path path = new Path(uri);
    try (InputStream in = path.getFileSystem(conf.value()).open(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      DigestInputStream all = new DigestInputStream(in, digest);
      byte[] chunk = new byte[CHUNK];
      while (all.read(chunk) >= 0) {
        // the stream feeds the digest
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw unreadable(uri, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** All bytes of a document. */
  public byte[] bytes(String uri) {
    long size = identity(uri).bytes();
    if (size > LARGEST_DOCUMENT) {
      throw WsiException.of(IoError.NO_ACCESS, "%d bytes are no annotation document", size)
          .inSlide(uri)
          .remedy("Name an Aperio XML file");
    }
    Path path = new Path(uri);
    try (InputStream in = path.getFileSystem(conf.value()).open(path)) {
      return in.readNBytes((int) size);
    } catch (IOException e) {
      throw unreadable(uri, e);
    }
  }

  /** The files right in a folder and below, hidden ones left out. */
  public List<String> list(String folder) {
    Path path = new Path(folder);
    List<String> found = new ArrayList<>();
    try {
      var files = path.getFileSystem(conf.value()).listFiles(path, true);
      while (files.hasNext()) {
        Path file = files.next().getPath();
        if (!file.getName().startsWith(".") && !file.getName().startsWith("_")) {
          found.add(file.toString());
        }
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    Collections.sort(found);
    return found;
  }

  /** Writes a file so that readers see all of it or nothing. */
  public void writeAtomically(String uri, byte[] bytes) {
    Path path = new Path(uri);
    Path part = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
    try {
      FileSystem fs = path.getFileSystem(conf.value());
      try (var out = fs.create(part, true)) {
        out.write(bytes);
      }
      FileContext.getFileContext(path.toUri(), conf.value())
          .rename(part, path, Options.Rename.OVERWRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + uri, e);
    }
  }

  private static WsiException unreadable(String uri, IOException e) {
    return WsiException.of(SlideError.UNREADABLE, "cannot be read: %s", e.getMessage())
        .inSlide(uri)
        .remedy("Check the path and its permissions")
        .causedBy(e);
  }

  /**
   * What a store says of a file without reading it.
   *
   * @param bytes size
   * @param etag the store's name for this content, or null
   */
  public record FileIdentity(long bytes, String etag) {}
}
