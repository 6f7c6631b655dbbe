package dev.saoma.wechat;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Sends every request of an Apache HttpClient through {@code CONNECT}. The proxy's user and password are sent only to
 * the proxy, and only when it asks for them.
 */
public record ProxyTunnel(HttpProxy proxy) implements HttpRoutePlanner {

    /** Configures a client to use the proxy. */
    public void configure(HttpClientBuilder builder) {
        builder.setRoutePlanner(this);
        if (proxy.isAuthenticated()) {
            var credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host()),
                    new UsernamePasswordCredentials(
                            proxy.user(), proxy.password().reveal().toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    @Override
    public HttpRoute determineRoute(HttpHost target, HttpContext context) {
        HttpHost normal = RoutingSupport.normalize(target, DefaultSchemePortResolver.INSTANCE);
        boolean secure = "https".equalsIgnoreCase(normal.getSchemeName());
        return new HttpRoute(
                normal, null, host(), secure, TunnelType.TUNNELLED, secure ? LayerType.LAYERED : LayerType.PLAIN);
    }

    private HttpHost host() {
        return new HttpHost("http", proxy.host(), proxy.port());
    }
}
