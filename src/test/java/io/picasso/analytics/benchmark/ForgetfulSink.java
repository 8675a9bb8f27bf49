package io.picasso.analytics.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;

/**
 * A process that takes the DynamoDB calls of our writers, counts what they write, and forgets it: every table is empty,
 * every anchor and summary is new. It answers a call a fixed time after its last byte, on one thread that only looks at
 * sockets, so that it takes as little of the machine from the client as can be. {@code GET /counts}, {@code GET /reset}
 * and {@code GET /storm}, after which every write is throttled for a while, are for the benchmark. Ends when its
 * standard input does.
 */
final class ForgetfulSink {
    private static final int BUFFER = 64 * 1024;
    private static final long STORM_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String THROTTLED =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\","
                    + "\"message\":\"The level of configured provisioned throughput for the table was exceeded.\"}";
    private static final byte[] WANTED = "\"ReturnConsumedCapacity\":\"TOTAL\"".getBytes(StandardCharsets.US_ASCII);

    /** Answers are due in the order of their questions. */
    private record Answer(Connection to, long due, ByteBuffer text) {}

    private static final class Connection {
        private final SocketChannel channel;
        private ByteBuffer in = ByteBuffer.allocate(BUFFER);

        Connection(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final Selector selector;
    private final long delayNanos;
    private final Deque<Answer> waiting = new ArrayDeque<>();
    private final SinkMeter meter = new SinkMeter();
    private long stormEnds = System.nanoTime();

    private ForgetfulSink(Selector selector, long delayNanos) {
        this.selector = selector;
        this.delayNanos = delayNanos;
    }

    /** Argument: the delay of each answer in milliseconds. Prints its port. */
    public static void main(String[] arguments) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread end = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is said to it.
                }
            } catch (IOException e) {
                // The same as its end.
            }
            System.exit(0);
        });
        end.setDaemon(true);
        end.start();
        System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
        new ForgetfulSink(selector, TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[0]))).serve(server);
    }

    private void serve(ServerSocketChannel server) throws IOException {
        while (true) {
            long left = waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().due() - System.nanoTime();
            if (left >= 1_000_000) {
                selector.select(Math.min(left / 1_000_000, 1_000));
            } else {
                // The selector counts in milliseconds.
                LockSupport.parkNanos(Math.max(0, left));
                selector.selectNow();
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    accept(server);
                } else {
                    read(key, (Connection) key.attachment());
                }
            }
            selector.selectedKeys().clear();
            answer();
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    private void read(SelectionKey key, Connection connection) {
        try {
            if (connection.channel.read(connection.in) < 0) {
                key.cancel();
                connection.channel.close();
                return;
            }
            question(connection);
            if (!connection.in.hasRemaining()) {
                ByteBuffer larger = ByteBuffer.allocate(connection.in.capacity() * 2);
                larger.put(connection.in.flip());
                connection.in = larger;
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    /** Takes a question when it is there in whole; a client asks the next one only after its answer. */
    private void question(Connection connection) throws IOException {
        ByteBuffer in = connection.in;
        int head = endOfHead(in);
        if (head < 0) {
            return;
        }
        String header = new String(in.array(), 0, head, StandardCharsets.ISO_8859_1);
        int length = Integer.parseInt(value(header, "content-length", "0"));
        if (in.position() < head + length) {
            return;
        }
        byte[] body = new byte[length];
        System.arraycopy(in.array(), head, body, 0, length);
        in.clear();
        if (header.startsWith("GET /reset")) {
            meter.reset();
        }
        if (header.startsWith("GET /storm")) {
            stormEnds = System.nanoTime() + STORM_NANOS;
            meter.storm(stormEnds);
        }
        if (header.startsWith("GET ")) {
            send(connection, http("200 OK", meter.report()));
            return;
        }
        String target = value(header, "x-amz-target", ".");
        String operation = target.substring(target.indexOf('.') + 1);
        long due = System.nanoTime() + delayNanos;
        if (stormEnds - due > 0 && operation.startsWith("Batch")) {
            meter.refuse();
            waiting.add(new Answer(connection, due, http("400 Bad Request", THROTTLED)));
            return;
        }
        int units = meter.count(operation, body);
        waiting.add(new Answer(connection, due, http("200 OK", answer(operation, units, body))));
    }

    private static String answer(String operation, int units, byte[] body) {
        boolean wanted = units > 0 && SinkMeter.find(body, WANTED, 0) >= 0;
        String capacity = wanted ? "{\"TableName\":\"t\",\"CapacityUnits\":" + units + ".0}" : "";
        return switch (operation) {
            case "BatchWriteItem" ->
                "{" + (wanted ? "\"ConsumedCapacity\":[" + capacity + "]," : "") + "\"UnprocessedItems\":{}}";
            case "BatchExecuteStatement" -> {
                int rows = SinkMeter.inserts(body);
                yield "{" + (wanted ? "\"ConsumedCapacity\":[" + capacity + "]," : "") + "\"Responses\":["
                        + String.join(",", Collections.nCopies(rows, "{}")) + "]}";
            }
            case "Query", "Scan" -> "{\"Count\":0,\"Items\":[],\"ScannedCount\":0}";
            default -> wanted ? "{\"ConsumedCapacity\":" + capacity + "}" : "{}";
        };
    }

    private void answer() {
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.peek().due() - now <= 0) {
            Answer answer = waiting.remove();
            try {
                send(answer.to(), answer.text());
            } catch (IOException | UncheckedIOException e) {
                // The client has gone; it does not wait for an answer.
            }
        }
    }

    private static void send(Connection connection, ByteBuffer text) throws IOException {
        while (text.hasRemaining()) {
            connection.channel.write(text);
        }
    }

    /** With the checksum that DynamoDB sends and the SDK checks. */
    private static ByteBuffer http(String status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(body);
        byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: application/x-amz-json-1.0\r\nx-amz-crc32: "
                        + crc.getValue() + "\r\nx-amzn-RequestId: 0123456789ABCDEF\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }

    private static int endOfHead(ByteBuffer in) {
        byte[] bytes = in.array();
        for (int i = 3; i < in.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static String value(String header, String name, String otherwise) {
        int at = header.toLowerCase(Locale.ROOT).indexOf("\n" + name + ":");
        if (at < 0) {
            return otherwise;
        }
        int from = at + name.length() + 2;
        return header.substring(from, header.indexOf('\r', from)).strip();
    }
}
