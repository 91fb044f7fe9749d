package org.wsispark.jobs.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.IoError;

/** Holds the files of a data set against its record. */
public final class DatasetCheck {
  private DatasetCheck() {}

  /**
   * Reads every byte.
   *
   * @throws WsiException NO_DATASET without a record, BAD_RECORD
   */
  public static CheckReport check(SparkSession spark, DatasetFolder folder) {
    Configuration conf = spark.sessionState().newHadoopConf();
    DatasetRecord record =
        folder
            .record(conf)
            .orElseThrow(
                () ->
                    WsiException.of(DatasetError.NO_DATASET, "there is no %s", DatasetFolder.RECORD)
                        .inSlide(folder.path())
                        .remedy(
                            "Name a data set that `wsispark dataset freeze` made, or its folder"));
    try {
      List<String> there = folder.dataFiles(conf);
      List<String> wanted = record.files().stream().map(DatasetFile::path).toList();
      Map<String, FileDigest.Look> found =
          new DatasetParts(spark, folder, conf)
              .look(there.stream().filter(wanted::contains).toList());
      return new CheckReport(record, folder.path(), findings(record, there, found));
    } catch (IOException e) {
      throw WsiException.of(IoError.NO_ACCESS, "the data set's folder cannot be read")
          .inSlide(folder.path())
          .remedy("Check the folder's permissions")
          .causedBy(e);
    }
  }

  /**
   * What differs.
   *
   * @param there data files in the folder
   * @param found those of the record, as they are now
   */
  static List<String> findings(
      DatasetRecord record, List<String> there, Map<String, FileDigest.Look> found) {
    List<String> findings = new ArrayList<>();
    long images = 0;
    long labels = 0;
    for (DatasetFile wanted : record.files()) {
      FileDigest.Look look = found.get(wanted.path());
      FileDigest.Sum now = look == null ? null : look.sumOrNull();
      if (look == null) {
        findings.add(wanted.path() + " is missing");
      } else if (now == null) {
        findings.add("%s cannot be read: %s".formatted(wanted.path(), look.problem()));
      } else if (now.bytes() != wanted.bytes()) {
        findings.add(
            "%s has %d bytes, recorded are %d"
                .formatted(wanted.path(), now.bytes(), wanted.bytes()));
      } else if (!now.sha256().equals(wanted.sha256())) {
        findings.add(
            "%s has other bytes: SHA-256 %s, recorded is %s"
                .formatted(wanted.path(), now.sha256(), wanted.sha256()));
      }
      boolean joined = !wanted.path().contains("/");
      images += joined || wanted.path().startsWith(DatasetFolder.IMAGES) ? wanted.rows() : 0;
      labels += joined || wanted.path().startsWith(DatasetFolder.LABELS) ? wanted.rows() : 0;
    }
    TreeSet<String> strangers = new TreeSet<>(there);
    record.files().forEach(file -> strangers.remove(file.path()));
    strangers.forEach(name -> findings.add(name + " is there and not in the record"));
    if (!DatasetRecord.digest(record.files()).equals(record.digest())) {
      findings.add(DatasetFolder.RECORD + " was changed: its digest is not that of its files");
    }
    if (images != record.patches() || labels != record.patches()) {
      findings.add(
          "%s was changed: %d patches, but %d rows of images and %d of labels"
              .formatted(DatasetFolder.RECORD, record.patches(), images, labels));
    }
    return findings;
  }
}
