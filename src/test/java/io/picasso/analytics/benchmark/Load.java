package io.picasso.analytics.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same request again and again over connections that stay open, each with a token; fails on any answer but 200. */
final class Load {
    private final URI server;
    private final List<byte[]> requests;

    Load(URI server, String path, List<String> tokens) {
        this.server = server;
        this.requests = tokens.stream()
                .map(token ->
                        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .map(request -> request.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /**
     * Asks over that many connections for that long.
     *
     * @return the time of each answer, in milliseconds
     */
    Figures run(int connections, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long end = System.nanoTime() + time.toNanos();
        List<Future<List<Double>>> asked = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            byte[] request = requests.get(i % requests.size());
            Callable<List<Double>> client = () -> ask(request, end);
            asked.add(threads.submit(client));
        }
        Figures all = new Figures();
        for (Future<List<Double>> one : asked) {
            one.get().forEach(all::add);
        }
        threads.shutdown();
        return all;
    }

    private List<Double> ask(byte[] request, long end) throws IOException {
        List<Double> times = new ArrayList<>();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                socket.getOutputStream().write(request);
                answer(in);
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        return times;
    }

    private static void answer(InputStream in) throws IOException {
        String status = line(in);
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        if (!status.contains(" 200 ") || in.readNBytes(length).length != length) {
            throw new IOException("not an answer of 200: " + status);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
