package org.wsispark.jobs.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and an HTTP server on loopback, counts what goes through and makes faults
 * by rules. Requests are handed on byte for byte, so signatures stay whole. Each connection of a
 * client has one to the server and one thread.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final ServerSocket server;
  private final int upstreamPort;
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private FaultProxy(ServerSocket server, int upstreamPort) {
    this.server = server;
    this.upstreamPort = upstreamPort;
  }

  /** Listens on a free port. */
  public static FaultProxy before(int upstreamPort) throws IOException {
    FaultProxy proxy =
        new FaultProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), upstreamPort);
    daemon(proxy::accept, "proxy");
    return proxy;
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Where clients connect. */
  public int port() {
    return server.getLocalPort();
  }

  /** Replaces the rules; of several that match, each does its part, the first answer counts. */
  public void rules(FaultRule... replaced) {
    rules.clear();
    rules.addAll(List.of(replaced));
  }

  /** The rules in force. */
  public List<FaultRule> rules() {
    return List.copyOf(rules);
  }

  /** Forgets what went through, and the rules. */
  public void reset() {
    exchanges.clear();
    rules.clear();
  }

  /** What went through whose path holds the text. */
  public List<Exchange> exchanges(String method, String path) {
    return exchanges.stream()
        .filter(one -> one.method().equals(method) && one.path().contains(path))
        .toList();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        daemon(() -> serve(client), "proxy " + client.getPort());
      } catch (IOException e) {
        // The socket was closed: the proxy ends.
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), upstreamPort)) {
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      InputStream answers = new BufferedInputStream(upstream.getInputStream());
      HttpHead request = HttpHead.read(in);
      while (request != null && exchange(request, in, client, upstream, answers)) {
        request = HttpHead.read(in);
      }
    } catch (IOException e) {
      // One side went away in the middle, as they do under faults; the other sees it by the close.
    } finally {
      open.remove(client);
    }
  }

  /** One request and its answer; false when the connection must end. */
  private boolean exchange(
      HttpHead request, InputStream in, Socket client, Socket upstream, InputStream answers)
      throws IOException {
    String[] words = request.first().split(" ");
    if (request.header("Expect").equalsIgnoreCase("100-continue")) {
      // The client waits with its body for leave; the server's own comes too late and is dropped.
      client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
      client.getOutputStream().flush();
    }
    List<Fault> faults =
        rules.stream().filter(rule -> rule.hits(words[0], words[1])).map(FaultRule::fault).toList();
    for (Fault fault : faults) {
      if (fault instanceof Fault.Delay delay) {
        park(delay.time().toNanos());
      } else if (fault instanceof Fault.Before before) {
        before.action().run();
      }
    }
    for (Fault fault : faults) {
      if (fault instanceof Fault.Status status) {
        relayBody(request, in, OutputStream.nullOutputStream(), Long.MAX_VALUE);
        refuse(client.getOutputStream(), words[0], status);
        note(request, words, status.status(), 0);
        return true;
      }
    }
    upstream.getOutputStream().write(request.raw());
    relayBody(request, in, upstream.getOutputStream(), Long.MAX_VALUE);
    upstream.getOutputStream().flush();
    HttpHead answer = HttpHead.read(answers);
    while (answer != null && answer.status() == 100) {
      answer = HttpHead.read(answers);
    }
    if (answer == null) {
      return false;
    }
    return answer(request, words, answer, answers, client, faults);
  }

  private boolean answer(
      HttpHead request,
      String[] words,
      HttpHead answer,
      InputStream answers,
      Socket client,
      List<Fault> faults)
      throws IOException {
    HttpHead shown = answer;
    long limit = Long.MAX_VALUE;
    boolean reset = false;
    for (Fault fault : faults) {
      if (fault instanceof Fault.DropResponse) {
        relayBody(answer, answers, OutputStream.nullOutputStream(), Long.MAX_VALUE);
        note(request, words, 0, 0);
        client.setSoLinger(true, 0);
        return false;
      } else if (fault instanceof Fault.Reset cut) {
        limit = cut.afterBytes();
        reset = true;
      } else if (fault instanceof Fault.Short cut) {
        limit = cut.afterBytes();
      } else if (fault instanceof Fault.NoEtag) {
        shown = shown.without("ETag");
      }
    }
    OutputStream out = client.getOutputStream();
    out.write(shown.raw());
    boolean bodiless = words[0].equals("HEAD") || answer.status() == 204 || answer.status() == 304;
    if (bodiless) {
      note(request, words, answer.status(), 0);
    } else if (answer.isChunked()) {
      note(request, words, answer.status(), relayBody(answer, answers, out, limit));
    } else {
      // Before the last byte goes out, so that a client that has it all finds it counted.
      note(request, words, answer.status(), Math.min(limit, answer.contentLength()));
      relayBody(answer, answers, out, limit);
    }
    out.flush();
    if (limit < Long.MAX_VALUE) {
      if (reset) {
        client.setSoLinger(true, 0);
      }
      return false;
    }
    return true;
  }

  private void note(HttpHead request, String[] words, int status, long bytes) {
    exchanges.add(new Exchange(words[0], words[1], request.header("Range"), status, bytes));
  }

  /** Hands a body on, as many of its bytes as the limit allows, and gives their number. */
  private static long relayBody(HttpHead head, InputStream in, OutputStream out, long limit)
      throws IOException {
    if (!head.isChunked()) {
      long length = Math.min(limit, head.contentLength());
      copy(in, out, length);
      return length;
    }
    long bytes = 0;
    while (true) {
      String size = line(in, out);
      long length = Long.parseLong(size.replaceFirst(";.*", "").strip(), 16);
      copy(in, out, length);
      bytes += length;
      line(in, out);
      if (length == 0) {
        return bytes;
      }
    }
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = length;
    while (left > 0) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        throw new IOException(left + " bytes of a body are missing");
      }
      out.write(chunk, 0, read);
      left -= read;
    }
  }

  private static String line(InputStream in, OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      out.write(next);
      if (next == '\n') {
        return line.toString().strip();
      }
      line.append((char) next);
    }
    throw new IOException("a chunk is missing");
  }

  private static void refuse(OutputStream out, String method, Fault.Status status)
      throws IOException {
    String body =
        method.equals("HEAD")
            ? ""
            : "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>fault</Message></Error>"
                .formatted(status.code());
    String head =
        "HTTP/1.1 %d fault\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n"
            .formatted(status.status(), body.length());
    out.write((head + body).getBytes(US_ASCII));
    out.flush();
  }

  private static void park(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
