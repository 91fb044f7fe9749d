package org.wsispark.jobs.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.DirectoryBytes;
import org.wsispark.slide.DirectorySource;
import org.wsispark.slide.FileByteSource;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.slide.openslide.OpenSlideSettings;

/** Opens slides and small files by URI, on the driver and in tasks. */
public final class SlideFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  /** An annotation or manifest beyond this is no document a person drew: 2 GiB less a page. */
  private static final long LARGEST_DOCUMENT = Integer.MAX_VALUE - 4096L;

  /** Looked for in the text: a secret may hold a slash, behind which no parser takes it for one. */
  private static final Pattern CREDENTIALS =
      Pattern.compile("s3[an]?://[^/,\\s\"]*[:@]", Pattern.CASE_INSENSITIVE);

  private final SerializableConfiguration conf;

  /** Where tasks note which slide they read; null when nobody watches. */
  private final InFlight inFlight;

  private SlideFiles(SerializableConfiguration conf, InFlight inFlight) {
    this.conf = conf;
    this.inFlight = inFlight;
  }

  /** With the session's file systems and credentials. */
  public static SlideFiles of(SparkSession spark) {
    return of(spark.sessionState().newHadoopConf());
  }

  /** With the file systems and credentials of a Hadoop configuration. */
  public static SlideFiles of(Configuration conf) {
    return new SlideFiles(new SerializableConfiguration(conf), null);
  }

  /** The same, but in tasks it refuses slides that have killed two executors of the run. */
  SlideFiles watchedBy(InFlight notes) {
    return new SlideFiles(conf, notes);
  }

  /**
   * The same for tasks of no run: they note below a folder which slides they read, and one that has
   * killed two executors of the application is refused.
   *
   * @param folder URI; each application has a folder of its own in it
   * @param app Spark's id of the application
   */
  public SlideFiles noting(String folder, String app) {
    return watchedBy(new InFlight(folder + "/" + app, app));
  }

  /**
   * Opens a slide that no catalogue knows; the caller closes it.
   *
   * @throws WsiException as {@link SlideReaders#open}; KILLED_EXECUTOR
   */
  public SlideReader open(String uri) {
    return read(uri).reader();
  }

  /**
   * Opens a slide of the catalogue, with what it keeps of its directory; the caller closes it.
   *
   * @throws WsiException CHANGED when the file is not the one that was ingested
   */
  public SlideReader open(SlideRow slide) {
    return read(slide.path(), slide.identity(), slide.directoryBytes()).reader();
  }

  /**
   * Opens a slide that was read before, as it was then; the caller closes it.
   *
   * @param expected what the file was
   * @param directory what {@link OpenedSlide} gave, or null
   * @throws WsiException CHANGED when the file is another one now
   */
  public SlideReader open(String uri, FileIdentity expected, byte[] directory) {
    return read(uri, expected, directory).reader();
  }

  /** Opens a slide to ingest it. */
  public OpenedSlide read(String uri) {
    return read(uri, null, null);
  }

  private OpenedSlide read(String uri, FileIdentity expected, byte[] directory) {
    TaskContext task = TaskContext.get();
    if (inFlight == null || task == null) {
      return readUnwatched(uri, expected, directory);
    }
    InFlight.Entry entry = inFlight.enter(conf.value(), uri, TaskAttempt.of(inFlight.app(), task));
    try {
      OpenedSlide opened = readUnwatched(uri, expected, directory);
      return new OpenedSlide(
          new WatchedReader(opened.reader(), entry), opened.identity(), opened.directoryBytes());
    } catch (RuntimeException | Error e) {
      entry.close();
      throw e;
    }
  }

  private OpenedSlide readUnwatched(String uri, FileIdentity expected, byte[] directory) {
    Path path = path(uri);
    OpenSlideSettings openSlide = openSlide();
    if (isLocal(path)) {
      FileByteSource source = FileByteSource.open(java.nio.file.Path.of(localPath(path)));
      FileIdentity identity = new FileIdentity(source.size(), null);
      return new OpenedSlide(
          SlideReaders.open(pinned(source, identity, expected), openSlide), identity, null);
    }
    DirectoryBytes kept = directory == null ? new DirectoryBytes() : DirectoryBytes.of(directory);
    try {
      HadoopByteSource remote =
          HadoopByteSource.open(path.getFileSystem(conf.value()), path, expected);
      // Of one size alone the kept bytes may be those of another content.
      boolean same = expected != null && expected.isSurely(remote.identity());
      DirectorySource source = new DirectorySource(remote, same ? kept : new DirectoryBytes());
      SlideReader reader = SlideReaders.open(source, openSlide);
      byte[] read = source.opened().map(DirectoryBytes::compact).orElse(null);
      return new OpenedSlide(reader, remote.identity(), read);
    } catch (IOException e) {
      throw StoreFailure.of(e, uri, "opening it");
    }
  }

  /** What the session says of OpenSlide goes before what this machine does. */
  private OpenSlideSettings openSlide() {
    return OpenSlideSettings.of(key -> conf.value().get("wsispark." + key));
  }

  private static FileByteSource pinned(
      FileByteSource source, FileIdentity identity, FileIdentity expected) {
    if (expected != null) {
      try {
        expected.checkStill(identity, source.name());
      } catch (WsiException e) {
        source.close();
        throw e;
      }
    }
    return source;
  }

  /**
   * The path of a URI.
   *
   * @throws WsiException AUTH when it carries credentials, which the message does not repeat
   */
  public static Path path(String uri) {
    checkNoCredentials(uri);
    return new Path(uri);
  }

  /** Refuses a text that holds a URI with credentials, before anything writes it down. */
  static void checkNoCredentials(String text) {
    if (CREDENTIALS.matcher(text).find()) {
      throw WsiException.of(IoError.AUTH, "a URI must not carry credentials")
          .inSlide("s3a://***")
          .remedy("Give them by the environment or the configuration; see docs/object-storage.md");
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
    Path path = path(uri);
    try {
      return FileIdentity.of(path.getFileSystem(conf.value()).getFileStatus(path));
    } catch (IOException e) {
      throw StoreFailure.of(e, uri, "looking at it");
    }
  }

  /** When the file was last written, milliseconds since 1970-01-01 UTC. */
  public long modifiedMs(String uri) {
    Path path = path(uri);
    try {
      return path.getFileSystem(conf.value()).getFileStatus(path).getModificationTime();
    } catch (IOException e) {
      throw StoreFailure.of(e, uri, "looking at it");
    }
  }

  /** SHA-256 of the whole file, in hex. Reads every byte. */
  public String sha256(String uri) {
    Path path = path(uri);
    try (InputStream in = path.getFileSystem(conf.value()).open(path)) {
      return DigestUtils.sha256Hex(in);
    } catch (IOException e) {
      throw StoreFailure.of(e, uri, "reading it");
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
    Path path = path(uri);
    try (InputStream in = path.getFileSystem(conf.value()).open(path)) {
      return in.readNBytes((int) size);
    } catch (IOException e) {
      throw StoreFailure.of(e, uri, "reading it");
    }
  }

  /** The files right in a folder and below, hidden ones left out. */
  public List<String> list(String folder) {
    Path path = path(folder);
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
      throw StoreFailure.of(e, folder, "listing it");
    }
    Collections.sort(found);
    return found;
  }

  /**
   * Writes a file so that readers see all of it or nothing; after a failure nothing is left of it.
   *
   * @throws WsiException when the store refuses or fails
   */
  public void writeAtomically(String uri, byte[] bytes) {
    write(uri, out -> out.write(bytes));
  }

  /**
   * Copies a local file so that readers see all of it or nothing.
   *
   * @throws WsiException as {@link #writeAtomically}
   */
  public void putAtomically(String uri, java.nio.file.Path local) {
    write(uri, out -> java.nio.file.Files.copy(local, out));
  }

  /** What goes into a file. */
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private void write(String uri, Content content) {
    Path path = path(uri);
    Path part = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
    boolean whole = false;
    try {
      FileSystem fs = path.getFileSystem(conf.value());
      try {
        try (OutputStream out = fs.create(part, true)) {
          content.writeTo(out);
        }
        FileContext.getFileContext(path.toUri(), conf.value())
            .rename(part, path, Options.Rename.OVERWRITE);
        whole = true;
      } finally {
        if (!whole) {
          drop(fs, part);
        }
      }
    } catch (IOException e) {
      throw StoreFailure.of(e, uri, "writing it");
    }
  }

  /** What cannot be removed after a failure costs its room; the failure is what is told. */
  private static void drop(FileSystem fs, Path part) {
    try {
      fs.delete(part, false);
    } catch (IOException e) {
      return;
    }
  }

  /**
   * A slide that was opened to be ingested.
   *
   * @param reader to be closed
   * @param identity of the content that the reader reads
   * @param directoryBytes what a catalogue should keep to open it again without a request, or null
   *     when opening it costs none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record OpenedSlide(SlideReader reader, FileIdentity identity, byte[] directoryBytes) {}
}
