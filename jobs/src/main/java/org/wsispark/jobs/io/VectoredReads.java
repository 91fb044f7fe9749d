package org.wsispark.jobs.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.util.functional.FutureIO;
import org.wsispark.slide.ByteRange;
import org.wsispark.slide.PlannedRange;
import org.wsispark.slide.RangePlanner;
import org.wsispark.slide.SourceStats;

/**
 * Ranges of one open stream, asked for together. Those announced are under way until they are read;
 * the stream's file system fetches them on threads of its own.
 */
final class VectoredReads {
  /** Bytes announced and not yet read: what a task decodes in a third of a second. */
  static final long AHEAD_BYTES = 16L << 20;

  /**
   * Requests announced and not yet answered. As many as a session lets S3A have side by side, see
   * {@code SparkSessions}: one more would make the announcing thread wait instead of decode.
   */
  static final int MOST_UNDER_WAY = 16;

  private final FSDataInputStream stream;
  private final RangePlanner planner;
  private final Map<ByteRange, Flight> announced = new HashMap<>();
  private final List<Flight> underWay = new ArrayList<>();
  private long announcedBytes;
  private long requests;
  private long bytes;

  VectoredReads(FSDataInputStream stream, RangePlanner planner) {
    this.stream = stream;
    this.planner = planner;
  }

  /** A request under way, with the number of its parts that are not read yet. */
  private static final class Flight {
    final PlannedRange planned;
    final FileRange request;
    int unread;
    byte[] fetched;

    Flight(PlannedRange planned) {
      this.planned = planned;
      this.request = FileRange.createFileRange(planned.range().offset(), planned.range().length());
      this.unread = planned.parts().size();
    }
  }

  SourceStats stats() {
    return new SourceStats(requests, bytes);
  }

  /** Starts to fetch what is not under way; false when there is no room for it. */
  boolean announce(List<ByteRange> wanted) throws IOException {
    Set<ByteRange> fresh = new HashSet<>(wanted);
    fresh.removeAll(announced.keySet());
    long more = fresh.stream().mapToLong(ByteRange::length).sum();
    if (announcedBytes + more > AHEAD_BYTES) {
      return false;
    }
    List<List<PlannedRange>> calls = planner.plan(List.copyOf(fresh));
    int requested = calls.stream().mapToInt(List::size).sum();
    underWay.removeIf(flight -> flight.request.getData().isDone());
    if (!underWay.isEmpty() && underWay.size() + requested > MOST_UNDER_WAY) {
      return false;
    }
    for (List<PlannedRange> call : calls) {
      for (Flight flight : start(call)) {
        underWay.add(flight);
        announcedBytes += flight.planned.range().length();
        flight.planned.parts().forEach(part -> announced.put(part, flight));
      }
    }
    return true;
  }

  /** Reads ranges, one new array each, those announced from their flights. */
  List<byte[]> read(List<ByteRange> wanted) throws IOException {
    Map<ByteRange, byte[]> found = new HashMap<>();
    List<ByteRange> missing = new ArrayList<>();
    for (ByteRange range : new HashSet<>(wanted)) {
      Flight flight = announced.remove(range);
      if (flight == null) {
        missing.add(range);
        continue;
      }
      // Before it is waited for: a part that fails is asked for anew and holds no room.
      flight.unread--;
      if (flight.unread == 0) {
        announcedBytes -= flight.planned.range().length();
      }
      found.put(range, flight.planned.cut(fetched(flight), range));
    }
    for (List<PlannedRange> call : planner.plan(missing)) {
      for (Flight flight : start(call)) {
        for (ByteRange part : flight.planned.parts()) {
          found.put(part, flight.planned.cut(fetched(flight), part));
        }
      }
    }
    Set<ByteRange> given = new HashSet<>();
    List<byte[]> parts = new ArrayList<>(wanted.size());
    for (ByteRange range : wanted) {
      byte[] part = found.getOrDefault(range, new byte[0]);
      parts.add(given.add(range) ? part : part.clone());
    }
    return parts;
  }

  private List<Flight> start(List<PlannedRange> call) throws IOException {
    List<Flight> flights = call.stream().map(Flight::new).toList();
    for (Flight flight : flights) {
      requests++;
      bytes += flight.planned.range().length();
    }
    stream.readVectored(
        flights.stream().map(flight -> flight.request).toList(), ByteBuffer::allocate);
    return flights;
  }

  private byte[] fetched(Flight flight) throws IOException {
    if (flight.fetched == null) {
      flight.fetched = await(flight.request);
    }
    return flight.fetched;
  }

  private byte[] await(FileRange request) throws IOException {
    try {
      return array(FutureIO.awaitFuture(request.getData()), request.getLength());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | RuntimeException first) {
      if (StoreFailure.isFinal(first)) {
        throw first;
      }
      return again(request, first);
    }
  }

  /**
   * S3A tries a request of a vectored read again, but gives a range up when its body breaks off. A
   * positioned read goes on by the whole of its retry policy.
   */
  private byte[] again(FileRange request, Exception first) throws IOException {
    byte[] whole = new byte[request.getLength()];
    requests++;
    bytes += whole.length;
    try {
      stream.readFully(request.getOffset(), whole);
      return whole;
    } catch (IOException second) {
      second.addSuppressed(first);
      throw second;
    }
  }

  private static byte[] array(ByteBuffer buffer, int length) {
    if (buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.array().length == length) {
      return buffer.array();
    }
    byte[] copy = new byte[length];
    buffer.get(copy);
    return copy;
  }
}
