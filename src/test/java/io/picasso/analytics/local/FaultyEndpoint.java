package io.picasso.analytics.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Stands before an engine and passes every request on as it came, except those that a fault answers itself. */
public final class FaultyEndpoint implements AutoCloseable {
    /** A request; the header is everything before the body, as text. */
    public record Request(String method, String path, String header, byte[] body) {
        /** The operation of a DynamoDB or SQS call, such as {@code PutItem}; empty text for S3. */
        public String operation() {
            for (String line : header.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith("x-amz-target:")) {
                    return line.substring(line.lastIndexOf('.') + 1).trim();
                }
            }
            return "";
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** An answer in the engine's place. */
    public record Answer(int status, String contentType, String body) {
        /** An error as DynamoDB words it. */
        public static Answer dynamoDb(String code) {
            return json(400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"a test\"}");
        }

        /** An error as S3 words it. */
        public static Answer s3(int status, String code) {
            return new Answer(
                    status,
                    "application/xml",
                    "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>a test</Message></Error>");
        }

        public static Answer json(int status, String body) {
            return new Answer(status, "application/x-amz-json-1.0", body);
        }
    }

    /** Decides on each request. */
    @FunctionalInterface
    public interface Fault {
        /** The answer, when the request is not to reach the engine. */
        Optional<Answer> answer(Request request) throws IOException;
    }

    private final ServerSocket socket;
    private final URI engine;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new ArrayList<>();
    private volatile Fault fault = request -> Optional.empty();

    public FaultyEndpoint(URI engine) throws IOException {
        this.engine = engine;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** From now on, this fault. */
    public void set(Fault other) {
        fault = other;
    }

    /** The requests so far. */
    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            String header = header(in);
            if (header.isEmpty()) {
                return;
            }
            if (find(header, "expect").isPresent()) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            byte[] body = in.readNBytes(
                    find(header, "content-length").map(Integer::parseInt).orElse(0));
            String[] first = header.split(" ", 3);
            Request request = new Request(first[0], first[1], header, body);
            synchronized (requests) {
                requests.add(request);
            }
            Optional<Answer> answer = fault.answer(request);
            if (answer.isPresent()) {
                write(answer.get(), out);
            } else {
                pass(request, out);
            }
        } catch (IOException gone) {
            // The client or the engine hung up.
        }
    }

    private void pass(Request request, OutputStream out) throws IOException {
        // One request a connection: then the answer's end is the end of the stream.
        String header =
                request.header().replaceAll("(?i)\r\n(connection|expect):[^\r]*", "") + "\r\nConnection: close\r\n\r\n";
        try (Socket server = new Socket(engine.getHost(), engine.getPort())) {
            server.getOutputStream().write(header.getBytes(StandardCharsets.ISO_8859_1));
            server.getOutputStream().write(request.body());
            server.getOutputStream().flush();
            server.getInputStream().transferTo(out);
            out.flush();
        }
    }

    private static void write(Answer answer, OutputStream out) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.status() + " Answer\r\nContent-Type: " + answer.contentType()
                + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /** Everything up to the empty line, without it. */
    private static String header(InputStream in) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        int last = 0;
        int b;
        while ((b = in.read()) >= 0) {
            header.write(b);
            last = last << 8 | b;
            if (last == ('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n')) {
                String text = header.toString(StandardCharsets.ISO_8859_1);
                return text.substring(0, text.length() - 4);
            }
        }
        return "";
    }

    private static Optional<String> find(String header, String name) {
        for (String line : header.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                return Optional.of(line.substring(name.length() + 1).trim());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
