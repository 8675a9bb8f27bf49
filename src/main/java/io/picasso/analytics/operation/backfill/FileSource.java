package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.port.LineFiles;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.progress.Part;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Files of events, one JSON object a line: of either wire format, in envelopes, lines copied from the lake, or a file of
 * bad records that were corrected. Each file is a shard.
 */
public final class FileSource implements EventSource {
    private final LineFiles files;
    private final List<String> names;
    private final MessageReader reader;
    private final BadRecords bad;

    public FileSource(LineFiles files, List<String> names, MessageReader reader, BadRecords bad) {
        this.files = files;
        this.names = names.stream().distinct().toList();
        this.reader = reader;
        this.bad = bad;
    }

    @Override
    public List<Shard> shards() {
        return names.stream().map(name -> new Shard(name, files.size(name))).toList();
    }

    @Override
    public List<Part> parts(Shard shard) {
        return List.of(new Part(shard.name(), files.size(shard.name())));
    }

    @Override
    public Cursor open(Shard shard, List<Part> parts, long after) {
        // A file that was changed is another file: its lines are not where they were.
        if (!parts.equals(parts(shard))) {
            throw new PartGone(shard.name());
        }
        return new FileCursor(files.open(shard.name()), after);
    }

    @Override
    public void close() {}

    private final class FileCursor implements Cursor {
        private final LineFiles.OpenFile file;
        private Optional<SourceLine> next = Optional.empty();
        private final long after;

        FileCursor(LineFiles.OpenFile file, long after) {
            this.file = file;
            this.after = after;
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && file.hasNext()) {
                SourceLine line = file.next();
                if (Input.ordinal(0, line.number()) > after) {
                    next = Optional.of(line);
                }
            }
            return next.isPresent();
        }

        @Override
        public Input next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            SourceLine line = next.orElseThrow();
            next = Optional.empty();
            return input(line);
        }

        @Override
        public long consumed() {
            return file.consumed();
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private Input input(SourceLine line) {
        InboundMessage message = new InboundMessage(
                line.place(),
                bad.original(line),
                Optional.empty(),
                InboundMessage.Source.line(line.place()),
                InboundMessage.Origin.OPERATOR);
        MessageReader.Contents contents = reader.read(message);
        return new Input(
                Input.ordinal(0, line.number()),
                line,
                contents.events(),
                contents.rejections().stream()
                        .map(r -> new Input.Rejected(r.position(), r.original(), r.reason(), r.detail()))
                        .toList());
    }
}
