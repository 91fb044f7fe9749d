package org.wsispark.jobs.delta;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A Delta table without partitions, written and read on the driver. Spark and any other reader of
 * Delta sees its commits, and it sees theirs; concurrent writers are told apart by the log, as they
 * are of Spark's own commits.
 */
public final class DriverTable {
  /** What keeps the log short, and lets Spark open a table without a job. */
  private static final Set<PostCommitHookType> HOOKS =
      EnumSet.of(PostCommitHookType.CHECKPOINT, PostCommitHookType.CHECKSUM_SIMPLE);

  private static final String COLUMN_MAPPING = "delta.columnMapping.mode";

  private final Engine engine;
  private final String path;

  private DriverTable(Engine engine, String path) {
    this.engine = engine;
    this.path = path;
  }

  /**
   * A table that is there or is to be made.
   *
   * @param path URI of its folder
   */
  public static DriverTable at(Configuration conf, String path) {
    return new DriverTable(
        DefaultEngine.create(LinkedLogStore.use(conf, DefaultEngine.class.getClassLoader())), path);
  }

  /**
   * Makes the table, if it is not there, with the schema's comments and NOT NULL rules.
   *
   * @param madeBy kept in the commit as its engine
   */
  public void create(StructType schema, Map<String, String> properties, String madeBy) {
    try {
      asked(
          () ->
              commit(
                  TableManager.buildCreateTableTransaction(path, KernelTypes.of(schema), madeBy)
                      .withTableProperties(properties)
                      .build(engine),
                  CloseableIterable.emptyIterable()));
    } catch (TableAlreadyExistsException | ConcurrentWriteException e) {
      // Another run made it: every run makes the same.
      return;
    }
  }

  /**
   * Adds rows in one commit, or nothing when the transaction has been committed before.
   *
   * @param rows with the table's columns in their order
   * @param madeBy kept in the commit as its engine
   * @throws UncheckedIOException when the store refuses or fails; nothing is added then
   */
  public void append(List<Row> rows, String txnAppId, long txnVersion, String madeBy) {
    write(txnAppId, txnVersion, madeBy, transaction -> files(transaction, rows));
  }

  /**
   * The table's properties, which say how its files are to be.
   *
   * @throws IllegalStateException when the table was changed so that files must be other than its
   *     schema says
   */
  public Map<String, String> properties() {
    return asked(
        () -> {
          Snapshot now = load();
          Map<String, String> properties = Map.copyOf(now.getTableProperties());
          if (!now.getPartitionColumnNames().isEmpty()
              || !properties.getOrDefault(COLUMN_MAPPING, "none").equals("none")) {
            throw new IllegalStateException(
                "the table %s got partitions or a mapping of columns, which wsispark does not write"
                    .formatted(path));
          }
          return properties;
        });
  }

  /**
   * Adds files that tasks wrote into the table's folder, in one commit; none when the transaction
   * has been committed before, which leaves them to VACUUM.
   *
   * @param madeBy kept in the commit as its engine
   * @throws UncheckedIOException when the store refuses or fails; unless its answer to the commit
   *     was lost, nothing is added then
   */
  public void add(List<WrittenFile> files, String txnAppId, long txnVersion, String madeBy) {
    write(
        txnAppId,
        txnVersion,
        madeBy,
        transaction -> {
          io.delta.kernel.data.Row state = transaction.getTransactionState(engine);
          return CloseableIterable.inMemoryIterable(
              Transaction.generateAppendActions(
                  engine,
                  state,
                  Utils.toCloseableIterator(files.stream().map(DriverTable::status).iterator()),
                  Transaction.getWriteContext(engine, state, Map.of())));
        });
  }

  /** What a transaction adds. */
  private interface Additions {
    CloseableIterable<io.delta.kernel.data.Row> of(Transaction transaction) throws IOException;
  }

  private void write(String txnAppId, long txnVersion, String madeBy, Additions additions) {
    try {
      asked(
          () -> {
            Transaction transaction =
                load()
                    .buildUpdateTableTransaction(madeBy, Operation.WRITE)
                    .withTransactionId(txnAppId, txnVersion)
                    .build(engine);
            return commit(transaction, additions.of(transaction));
          });
    } catch (ConcurrentTransactionException e) {
      // A run that was killed after this commit is being resumed.
      return;
    }
  }

  private static DataFileStatus status(WrittenFile file) {
    Map<Column, Literal> least = new HashMap<>();
    Map<Column, Literal> greatest = new HashMap<>();
    Map<Column, Long> nulls = new HashMap<>();
    file.least().forEach((column, value) -> least.put(new Column(column), Literal.ofString(value)));
    file.greatest()
        .forEach((column, value) -> greatest.put(new Column(column), Literal.ofString(value)));
    file.least().keySet().forEach(column -> nulls.put(new Column(column), 0L));
    return new DataFileStatus(
        file.uri(),
        file.bytes(),
        file.modified(),
        Optional.of(new DataFileStatistics(file.rows(), least, greatest, nulls, Optional.empty())));
  }

  /** Writes the rows into files of the table, which belong to it when they are committed. */
  private CloseableIterable<io.delta.kernel.data.Row> files(Transaction transaction, List<Row> rows)
      throws IOException {
    io.delta.kernel.data.Row state = transaction.getTransactionState(engine);
    RowBatch batch = new RowBatch(transaction.getSchema(engine), rows);
    DataWriteContext context = Transaction.getWriteContext(engine, state, Map.of());
    return CloseableIterable.inMemoryIterable(
        Transaction.generateAppendActions(
            engine,
            state,
            engine
                .getParquetHandler()
                .writeParquetFiles(
                    context.getTargetDirectory(),
                    Transaction.transformLogicalData(
                        engine,
                        state,
                        Utils.singletonCloseableIterator(
                            new FilteredColumnarBatch(batch, Optional.empty())),
                        Map.of()),
                    context.getStatisticsColumns()),
            context));
  }

  /**
   * The rows that meet equalities, unless there is so much to read that Spark should do it.
   *
   * @param columns of the result, in this order
   * @param where values that a text column may have, by column
   * @throws UncheckedIOException when the store refuses or fails
   */
  public Optional<List<Row>> rows(StructType columns, Map<String, Set<String>> where) {
    return asked(() -> new TableScan(engine, load(), columns, where).rows());
  }

  private Snapshot load() {
    return TableManager.loadSnapshot(path).build(engine);
  }

  private long commit(
      Transaction transaction, CloseableIterable<io.delta.kernel.data.Row> actions) {
    TransactionCommitResult done = transaction.commit(engine, actions);
    for (PostCommitHook hook : done.getPostCommitHooks()) {
      if (HOOKS.contains(hook.getType())) {
        shorten(hook);
      }
    }
    return done.getVersion();
  }

  private void shorten(PostCommitHook hook) {
    try {
      hook.threadSafeInvoke(engine);
    } catch (IOException | KernelEngineException e) {
      // The commit stands; a longer log is read more slowly, and a later commit shortens it.
      return;
    }
  }

  /** A question to the store. */
  private interface Question<T> {
    T ask() throws IOException;
  }

  /** What a store says of itself lies below Kernel's exceptions. */
  private <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (KernelException e) {
      throw e;
    } catch (RuntimeException e) {
      for (Throwable below = e.getCause(); below != null; below = below.getCause()) {
        if (below instanceof IOException cause) {
          throw new UncheckedIOException(path, cause);
        }
      }
      throw e;
    }
  }
}
