package dev.saoma.oidc.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.ConfigException;
import dev.saoma.identity.CorpId;
import dev.saoma.oidc.key.SigningAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientReaderTest extends ClientFileFixture {
    @Test
    void givesEachKeyItsDefault() {
        RegisteredClient client = read(ClientFolder.WEB);

        assertThat(client.id()).isEqualTo(new ClientId("Shop"));
        assertThat(client.title()).isEqualTo("Title of Shop");
        assertThat(client.type()).isEqualTo(ClientType.WEB);
        assertThat(client.secrets()).containsExactly(ClientSecretHash.of(ClientFolder.SECRET));
        assertThat(client.addresses().redirectUris()).containsExactly(new RedirectUri("https://shop.example/cb"));
        assertThat(client.addresses().postLogoutRedirectUris()).isEmpty();
        assertThat(client.addresses().backchannelLogoutUri()).isEmpty();
        assertThat(client.tokens())
                .isEqualTo(new RegisteredClient.TokenRules(
                        Set.of("openid", "profile"),
                        false,
                        true,
                        SigningAlgorithm.RS256,
                        Duration.ofMinutes(10),
                        false));
        assertThat(client.entry()).isEqualTo(new RegisteredClient.EntryRules(Set.of(), Set.of(), false, true));
    }

    @Test
    void readsEachKey() {
        RegisteredClient client = read("""
                'clientId':'my-shop.1_x', 'clientType':'web', 'secretHash':['%s'],
                'redirectUris':['https://shop.example/cb','https://shop.example:8443/b?tenant=1'],
                'postLogoutRedirectUris':['https://shop.example/bye'],
                'backchannelLogoutUri':'https://shop.example/logout',
                'scopes':['openid','groups','email'], 'refresh':true, 'pkce':'optional', 'idTokenAlg':'ES256',
                'instances':['MyWeChatLogin'], 'corps':['acme'], 'placeholderEmail':true, 'idTokenLife':'1h',
                'confirm':true, 'isActive':false, 'ours':{'kept':1}
                """.formatted(ClientFolder.HASH));

        assertThat(client.id().value()).isEqualTo("my-shop.1_x");
        assertThat(client.addresses().redirectUris())
                .extracting(RedirectUri::value)
                .containsExactly("https://shop.example/cb", "https://shop.example:8443/b?tenant=1");
        assertThat(client.addresses().postLogoutRedirectUris())
                .containsExactly(new RedirectUri("https://shop.example/bye"));
        assertThat(client.addresses().backchannelLogoutUri()).contains(URI.create("https://shop.example/logout"));
        assertThat(client.tokens())
                .isEqualTo(new RegisteredClient.TokenRules(
                        Set.of("openid", "groups", "email"),
                        true,
                        false,
                        SigningAlgorithm.ES256,
                        Duration.ofHours(1),
                        true));
        assertThat(client.entry())
                .isEqualTo(new RegisteredClient.EntryRules(
                        Set.of("MyWeChatLogin"), Set.of(new CorpId("acme")), true, false));
    }

    @Test
    void takesNullForAKeyThatIsLeftOut() {
        RegisteredClient client = read(ClientFolder.WEB + ",'backchannelLogoutUri':null,'corps':null,'clientId':null");

        assertThat(client.addresses().backchannelLogoutUri()).isEmpty();
        assertThat(client.entry().corps()).isEmpty();
        assertThat(client.id().value()).isEqualTo("Shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "clientId | ''",
                "clientId | 'a b'",
                "clientId | 'caf\u00e9'",
                "clientId | '../x'",
                "clientId | 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'",
                "clientId | 1",
                "postLogoutRedirectUris | 'https://shop.example/bye'",
                "postLogoutRedirectUris[0] | ['javascript:alert(1)']",
                "postLogoutRedirectUris[1] | ['https://shop.example/bye','https://shop.example/*']",
                "backchannelLogoutUri | 'http://shop.example/logout'",
                "backchannelLogoutUri | 'http://127.0.0.1/logout'",
                "backchannelLogoutUri | 'https://user@shop.example/logout'",
                "backchannelLogoutUri | 'https://shop.example/logout#x'",
                "backchannelLogoutUri | 'javascript:alert(1)'",
                "backchannelLogoutUri | ''",
                "backchannelLogoutUri | ['https://shop.example/logout']",
                "scopes | 'openid'",
                "scopes | []",
                "scopes | ['profile']",
                "scopes[1] | ['openid','offline_access']",
                "scopes | ['openid',1]",
                "refresh | 'true'",
                "pkce | 'plain'",
                "pkce | false",
                "idTokenAlg | 'none'",
                "idTokenAlg | 'HS256'",
                "idTokenAlg | 'rs256'",
                "instances | []",
                "instances | 'MyWeChatLogin'",
                "instances[0] | ['auths.loginTypes.MyWeChatLogin']",
                "corps | []",
                "corps[0] | ['']",
                "corps[1] | ['a','b c']",
                "placeholderEmail | 1",
                "idTokenLife | '59s'",
                "idTokenLife | '61m'",
                "idTokenLife | '2h'",
                "idTokenLife | '10'",
                "idTokenLife | '-5m'",
                "idTokenLife | 600",
                "confirm | 'no'",
                "isActive | 'false'"
            })
    void namesTheKeyOfAWrongValue(String key, String value) {
        assertThat(fault(ClientFolder.WEB + ",'" + key.replaceFirst("\\[.*", "") + "':" + value)
                        .key())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'clientType':'web'", "'clientType':'machine'", "'clientType':1", "'x':1"})
    void namesTheTypeOrWhatTheTypeNeeds(String type) {
        ConfigException fault = fault(type);

        assertThat(fault.all())
                .extracting(ConfigException::key)
                .contains("redirectUris")
                .contains(type.contains("web") ? "secretHash" : "clientType");
    }

    @Test
    void namesAllFaultsAtOnce() {
        folder.client("Zebra", ClientFolder.SPA + ",'refresh':1");

        ConfigException fault = fault(ClientFolder.WEB + ",'refresh':1,'pkce':'x','confirm':2");

        assertThat(fault.all())
                .extracting(ConfigException::key)
                .containsExactlyInAnyOrder("refresh", "refresh", "pkce", "confirm");
    }

    @Test
    void refusesTwoClientsOfOneIdentifier() {
        folder.client("Other", ClientFolder.SPA + ",'clientId':'shared'");

        ConfigException fault = fault(ClientFolder.WEB + ",'clientId':'shared'");

        assertThat(fault.key()).isEqualTo("clientId");
        assertThat(fault.getMessage()).contains("clients/Shop/Shop.json").contains("clients/Other/Other.json");
    }

    @Test
    void hashesASecretOfTheEnvironment() {
        assertThat(read(ClientFolder.WEB.replaceFirst("'secretHash':\\[[^]]*]", "'secret':'{{SHOP_SECRET}}'"))
                        .secrets())
                .containsExactly(ClientSecretHash.of(ClientFolder.SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'secret':'CANARY_012345678901234567890123'",
                "'secret':''",
                "'secret':'{{SHORT_SECRET}}'",
                "'secret':'{{SHOP_SECRET_NOT_SET}}'",
                "'secret':'CANARY 0123456789012345678901234567890'",
                "'secret':'CANARY_\u4e2d\u65870123456789012345678901234567890'",
                "'secret':'sealed:1:CANARY0123456789012345678901234567890'",
                "'secret':1"
            })
    void refusesASecretThatIsNone(String secret) {
        assertThat(fault("'clientType':'web','redirectUris':['https://shop.example/cb']," + secret)
                        .key())
                .isEqualTo("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "'sha256:0000'",
                "['0000000000000000000000000000000000000000000000000000000000000000']",
                "['sha256:000000000000000000000000000000000000000000000000000000000000000A']",
                "['sha256:']",
                "['md5:00000000000000000000000000000000']"
            })
    void refusesAHashThatIsNone(String hash) {
        assertThat(fault("'clientType':'web','redirectUris':['https://shop.example/cb'],'secretHash':" + hash)
                        .key())
                .startsWith("secretHash");
    }

    @Test
    void takesTwoSecretsAndNoThird() {
        String two = ClientFolder.WEB
                .replace("']", "','sha256:" + "0".repeat(64) + "']")
                .replace("cb','sha256:" + "0".repeat(64), "cb");
        assertThat(read(two).secrets())
                .containsExactly(ClientSecretHash.of(ClientFolder.SECRET), new ClientSecretHash("0".repeat(64)));

        assertThat(fault(two + ",'secret':'{{SHOP_SECRET}}'").key()).isEqualTo("secretHash");
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientFolder.SPA, ClientFolder.NATIVE})
    void givesPublicClientsNoSecretAndAlwaysPkce(String keys) {
        assertThat(read(keys).secrets()).isEmpty();
        assertThat(read(keys).isPublic()).isTrue();
        assertThat(fault(keys + ",'secretHash':['" + ClientFolder.HASH + "']").key())
                .isEqualTo("secretHash");
        assertThat(fault(keys + ",'secret':'{{SHOP_SECRET}}'").key()).isEqualTo("secret");
        assertThat(fault(keys + ",'pkce':'optional'").key()).isEqualTo("pkce");
    }

    @Test
    void listsThemByTheirIdentifiers() {
        folder.client("A", ClientFolder.SPA + ",'clientId':'z'")
                .client("B", ClientFolder.SPA)
                .client("C", ClientFolder.SPA + ",'clientId':'A'");

        assertThat(PRODUCTION.read(folder.elements()))
                .extracting(client -> client.id().value())
                .isEqualTo(List.of("A", "B", "z"));
    }

    @Test
    void hidesSecretsInItsText() {
        assertThat(read(ClientFolder.WEB).toString()).doesNotContain(ClientFolder.HASH.substring(7));
    }
}
