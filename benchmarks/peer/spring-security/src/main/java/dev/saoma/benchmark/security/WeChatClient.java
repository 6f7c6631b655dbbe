package dev.saoma.benchmark.security;

import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** WeChat's two calls, which differ from OAuth2: GET with the secret in the address, and JSON declared as plain text. */
@Component
class WeChatClient
        implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest>,
                OAuth2UserService<OAuth2UserRequest, OAuth2User> {
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private final RestClient client;
    private final Users users;

    WeChatClient(RestClient.Builder builder, Users users) {
        this.users = users;
        var json = new MappingJackson2HttpMessageConverter();
        json.setSupportedMediaTypes(List.of(MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON));
        client = builder.messageConverters(List.of(json)).build();
    }

    @Override
    public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest grant) {
        ClientRegistration registration = grant.getClientRegistration();
        Map<String, Object> token = get(
                registration.getProviderDetails().getTokenUri()
                        + "?appid={appid}&secret={secret}&code={code}&grant_type=authorization_code",
                registration.getClientId(),
                registration.getClientSecret(),
                grant.getAuthorizationExchange().getAuthorizationResponse().getCode());
        return OAuth2AccessTokenResponse.withToken((String) token.get("access_token"))
                .tokenType(TokenType.BEARER)
                .expiresIn(((Number) token.get("expires_in")).longValue())
                .refreshToken((String) token.get("refresh_token"))
                .scopes(registration.getScopes())
                .additionalParameters(Map.of("openid", token.get("openid")))
                .build();
    }

    @Override
    public OAuth2User loadUser(OAuth2UserRequest request) {
        Map<String, Object> profile = get(
                request.getClientRegistration()
                                .getProviderDetails()
                                .getUserInfoEndpoint()
                                .getUri() + "?access_token={token}&openid={openid}",
                request.getAccessToken().getTokenValue(),
                request.getAdditionalParameters().get("openid"));
        var user = new DefaultOAuth2User(AuthorityUtils.createAuthorityList("ROLE_USER"), profile, "openid");
        users.keep(user);
        return user;
    }

    private Map<String, Object> get(String address, Object... values) {
        Map<String, Object> answer;
        try {
            answer = client.get().uri(address, values).retrieve().body(JSON);
        } catch (RestClientException e) {
            throw new OAuth2AuthenticationException("wechat_unavailable");
        }
        if (answer == null || !answer.containsKey("openid")) {
            throw new OAuth2AuthenticationException("wechat_refused");
        }
        return answer;
    }
}
