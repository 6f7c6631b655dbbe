package dev.saoma.wechat;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Records when a call's request is written and whether a response began; requests to a proxy are not recorded. */
final class CallExecutor extends HttpRequestExecutor {
    private final Supplier<WeChatCall> calls;

    CallExecutor(Supplier<WeChatCall> calls) {
        this.calls = calls;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        if (Method.CONNECT.isSame(request.getMethod())) {
            return super.execute(request, connection, callback, context);
        }
        WeChatCall call = calls.get();
        EndpointDetails details = connection.getEndpointDetails();
        long before = received(details);
        call.sending();
        try {
            return super.execute(request, connection, callback, context);
        } finally {
            if (details == null || received(details) != before) {
                call.answered();
            }
        }
    }

    private static long received(@Nullable EndpointDetails details) {
        return details == null ? 0 : details.getReceivedBytesCount();
    }
}
