package dev.saoma.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Records the API's requests and responses for the demo page, at most 8 KiB of each body. */
final class JourneyFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BYTES = 8 * 1024;

    private final transient Journey journey;

    JourneyFilter(Journey journey) {
        this.journey = journey;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var recordedRequest = new RecordedRequest(request);
        var recordedResponse = new RecordedResponse(response);
        long at = System.currentTimeMillis();
        chain.doFilter(recordedRequest, recordedResponse);
        if (!request.getRequestURI().endsWith("/callback")) {
            journey.add(exchange(at, request, response.getStatus(), recordedRequest.text(), recordedResponse.text()));
        }
    }

    private static Exchange exchange(long at, HttpServletRequest request, int status, String body, String answer) {
        String sent = Mask.json(body);
        return new Exchange(
                at,
                "app",
                request.getMethod(),
                request.getRequestURI(),
                sent,
                status,
                Mask.json(answer),
                Curl.line(request.getMethod(), request.getRequestURL().toString(), sent));
    }

    /** Copies what the servlet reads. */
    private static final class RecordedRequest extends HttpServletRequestWrapper {
        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

        RecordedRequest(HttpServletRequest request) {
            super(request);
        }

        String text() {
            return copy.toString(StandardCharsets.UTF_8);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream in = super.getInputStream();
            return new ServletInputStream() {
                @Override
                public int read() throws IOException {
                    int next = in.read();
                    if (next >= 0 && copy.size() < MAX_BYTES) {
                        copy.write(next);
                    }
                    return next;
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int count = in.read(bytes, from, length);
                    if (count > 0) {
                        copy.write(bytes, from, Math.min(count, Math.max(0, MAX_BYTES - copy.size())));
                    }
                    return count;
                }

                @Override
                public boolean isFinished() {
                    return in.isFinished();
                }

                @Override
                public boolean isReady() {
                    return in.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    in.setReadListener(listener);
                }
            };
        }
    }

    /** Copies what the servlet writes. */
    private static final class RecordedResponse extends HttpServletResponseWrapper {
        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

        RecordedResponse(HttpServletResponse response) {
            super(response);
        }

        String text() {
            return copy.toString(StandardCharsets.UTF_8);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream out = super.getOutputStream();
            return new ServletOutputStream() {
                @Override
                public void write(int next) throws IOException {
                    if (copy.size() < MAX_BYTES) {
                        copy.write(next);
                    }
                    out.write(next);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    copy.write(bytes, from, Math.min(length, Math.max(0, MAX_BYTES - copy.size())));
                    out.write(bytes, from, length);
                }

                @Override
                public boolean isReady() {
                    return out.isReady();
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    out.setWriteListener(listener);
                }
            };
        }
    }
}
