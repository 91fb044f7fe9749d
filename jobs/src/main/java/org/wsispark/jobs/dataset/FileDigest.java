package org.wsispark.jobs.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Size, digest and rows of files, told by reading them once. */
final class FileDigest {
  private static final int BUFFER = 1 << 20;

  private FileDigest() {}

  /**
   * What tells one file's bytes from another's.
   *
   * @param bytes its size
   * @param sha256 of them, 64 hex digits
   */
  record Sum(long bytes, String sha256) implements Serializable {}

  /**
   * What a file's bytes are now, whatever they are.
   *
   * @param sumOrNull of them; null when they cannot be read
   * @param problem why they cannot be read; empty when they can
   */
  record Look(Sum sumOrNull, String problem) implements Serializable {}

  /** Of a Parquet file, as a record of a data set names it. */
  static DatasetFile of(Path file, String name, Configuration conf) throws IOException {
    Sum sum = copying(file, OutputStream.nullOutputStream(), conf);
    return new DatasetFile(name, sum.bytes(), rows(file, conf), sum.sha256());
  }

  /** Of any file, writing its bytes elsewhere on the way. */
  static Sum copying(Path file, OutputStream to, Configuration conf) throws IOException {
    return copying(file.getFileSystem(conf), file, to);
  }

  /** Of a file that may be damaged: the sums that Hadoop keeps beside local files are not asked. */
  static Look look(Path file, Configuration conf) {
    try {
      FileSystem fs = file.getFileSystem(conf);
      FileSystem plain = fs instanceof LocalFileSystem local ? local.getRaw() : fs;
      return new Look(copying(plain, file, OutputStream.nullOutputStream()), "");
    } catch (IOException e) {
      return new Look(null, e.toString());
    }
  }

  private static Sum copying(FileSystem fs, Path file, OutputStream to) throws IOException {
    MessageDigest sha = DigestUtils.getSha256Digest();
    long bytes = 0;
    try (InputStream in = new DigestInputStream(fs.open(file, BUFFER), sha)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        to.write(buffer, 0, read);
        bytes += read;
      }
    }
    return new Sum(bytes, Hex.encodeHexString(sha.digest()));
  }

  /** Rows, by the footer. */
  static long rows(Path file, Configuration conf) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, conf))) {
      return reader.getRecordCount();
    }
  }
}
