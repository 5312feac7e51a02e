package io.github.dcie.examples.iceberg;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import org.apache.iceberg.Files;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Files of this machine for Iceberg, without Hadoop. It does not wait until a disk has them: behind a power cut the catalog may
 * name a file that is not whole.
 */
final class LocalFiles implements FileIO {

    private static final long serialVersionUID = 1L;

    private final Calls calls;

    LocalFiles(Calls calls) {
        this.calls = calls;
    }

    /** Engines write plain paths or URIs. */
    private static File file(String location) {
        return location.startsWith("file:") ? new File(URI.create(location).getPath()) : new File(location);
    }

    @Override
    public InputFile newInputFile(String location) {
        return new Input(Files.localInput(file(location)), location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new Output(Files.localOutput(file(location)), location);
    }

    @Override
    public void deleteFile(String location) {
        calls.before("delete");
        try {
            java.nio.file.Files.deleteIfExists(file(location).toPath());
        } catch (IOException e) {
            throw new RuntimeIOException(e, "cannot delete %s", location);
        }
        calls.after("delete");
    }

    private final class Input implements InputFile {

        private final InputFile file;
        private final String location;

        Input(InputFile file, String location) {
            this.file = file;
            this.location = location;
        }

        @Override
        public long getLength() {
            return file.getLength();
        }

        @Override
        public SeekableInputStream newStream() {
            calls.before("read");
            return file.newStream();
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public boolean exists() {
            return file.exists();
        }
    }

    private final class Output implements OutputFile {

        private final OutputFile file;
        private final String location;

        Output(OutputFile file, String location) {
            this.file = file;
            this.location = location;
        }

        @Override
        public PositionOutputStream create() {
            calls.before("create");
            return new Stream(file.create());
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            calls.before("create");
            return new Stream(file.createOrOverwrite());
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public InputFile toInputFile() {
            return newInputFile(location);
        }
    }

    private final class Stream extends PositionOutputStream {

        private final PositionOutputStream stream;
        private boolean isClosed;

        Stream(PositionOutputStream stream) {
            this.stream = stream;
        }

        @Override
        public long getPos() throws IOException {
            return stream.getPos();
        }

        @Override
        public void write(int value) throws IOException {
            stream.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            if (!isClosed) {
                isClosed = true;
                try (stream) {
                    calls.before("close");
                }
                calls.after("close");
            }
        }
    }
}
