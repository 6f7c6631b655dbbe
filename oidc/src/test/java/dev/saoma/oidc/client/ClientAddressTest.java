package dev.saoma.oidc.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses that a client's file may have. */
class ClientAddressTest extends ClientFileFixture {
    /** Replaces one address by another. */
    private static String at(String client, String address) {
        return client.replace("https://shop.example/cb", address);
    }

    /** O1, O3, O4. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/cb",
                "shop.example/cb",
                "//shop.example/cb",
                "https:shop.example/cb",
                "https:/shop.example/cb",
                "https:///cb",
                "https://",
                "http://shop.example/cb",
                "http://localhost.evil.example/cb",
                "http://localhost:8080/cb",
                "http://127.0.0.1/cb",
                "http://[::1]/cb",
                "https://user@shop.example/cb",
                "https://user:password@shop.example/cb",
                "https://a@b@shop.example/cb",
                "https://shop.example\\\\@evil.example/cb",
                "https://shop.example/cb#x",
                "https://shop.example/cb#",
                "https://shop.example/x/../cb",
                "https://shop.example/..;/cb",
                "https://*.shop.example/cb",
                "https://shop.example/*",
                "https://shop.example/cb%00",
                "https://shop.example/cb%0d%0aLocation:x",
                "https://shop.example/c b",
                "https://shop.example/\u4e2d",
                "https://sh\u00f6p.example/cb",
                "https://shop.example:99999/cb",
                "https://shop.example/cb?code=1",
                "https://shop.example/cb?a=1&state=x",
                "https://shop.example/cb?a=1;state=x",
                "https://shop.example/cb?iss",
                "https://shop.example/cb?%69ss=x",
                "https://shop.example/cb?Error=x",
                "https://shop.example/cb?error_description=x",
                "https://shop.example/cb?response=x",
                "javascript:alert(1)",
                "JavaScript://shop.example/%250aalert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "blob:https://shop.example/x",
                "com.example.app:/cb",
                "app:/cb"
            })
    void refusesAnAddress(String address) {
        assertThat(fault(at(ClientFolder.WEB, address)).key()).isEqualTo("redirectUris[0]");
        assertThat(fault(at(ClientFolder.SPA, address)).key()).isEqualTo("redirectUris[0]");
        assertThat(fault(ClientFolder.WEB + ",'postLogoutRedirectUris':['" + address + "']")
                        .key())
                .isEqualTo("postLogoutRedirectUris[0]");
    }

    @Test
    void refusesAnAddressThatIsTooLong() {
        assertThat(fault(at(ClientFolder.WEB, "https://shop.example/" + "a".repeat(1_980)))
                        .key())
                .isEqualTo("redirectUris[0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/cb",
                "http://localhost:0/cb",
                "http://localhost.evil.example:8080/cb",
                "http://127.0.0.2/cb",
                "http://127.1/cb",
                "http://127.0.0.1.evil.example/cb",
                "http://127.0.0.1@evil.example/cb",
                "http://127.0.0.1:0/cb",
                "http://[::ffff:7f00:1]/cb",
                "http://shop.example/cb",
                "app:/cb",
                "javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///x",
                "blob:https://shop.example/x",
                "com.example.app:cb",
                "com.example.app:/cb?code=1",
                "COM.example.app:/cb",
                "http://127.0.0.1/cb?state=1",
                "http://127.0.0.1/*"
            })
    void refusesANativeAddress(String address) {
        assertThat(fault(at(ClientFolder.NATIVE, address)).key()).isEqualTo("redirectUris[0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/cb",
                "http://127.0.0.1:8085/cb",
                "http://[::1]/cb?a=1",
                "http://localhost:8085/auth/callback",
                "com.example.app:/cb",
                "com.example.app://cb"
            })
    void asksTheUserOfANativeClientThatCanBeImpersonated(String address) {
        RegisteredClient client = read(at(ClientFolder.NATIVE, address));

        assertThat(client.addresses().redirectUris())
                .extracting(RedirectUri::value)
                .containsExactly(address);
        assertThat(client.addresses().redirectUris().get(0).anyPort())
                .isEqualTo(address.contains("127.0.0.1") || address.contains("[::1]"));
        assertThat(client.entry().confirm()).isTrue();
        assertThat(fault(at(ClientFolder.NATIVE, address) + ",'confirm':false").key())
                .isEqualTo("confirm");
        assertThat(read(ClientFolder.NATIVE).entry().confirm()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/cb", "http://127.0.0.1:8080/cb", "http://[::1]:8080/cb"})
    void takesPlainHttpOnLoopbackInDevelopment(String address) {
        folder.client("Shop", at(ClientFolder.WEB, address) + ",'backchannelLogoutUri':'" + address + "'");

        RegisteredClient client = DEVELOPMENT.read(folder.elements()).get(0);

        assertThat(client.addresses().redirectUris()).containsExactly(new RedirectUri(address));
        assertThat(client.entry().confirm()).isFalse();
        assertThat(fault(DEVELOPMENT, at(ClientFolder.WEB, "http://shop.example/cb"))
                        .key())
                .isEqualTo("redirectUris[0]");
    }
}
