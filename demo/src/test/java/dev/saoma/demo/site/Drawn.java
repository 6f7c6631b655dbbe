package dev.saoma.demo.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * The content of a page for one user.
 *
 * @param elements the number of elements of each name, without pictures, and the names of event handler attributes
 * @param pictures the addresses of the pictures
 * @param words the text
 */
record Drawn(Map<String, Object> elements, List<String> pictures, String words) {
    /** Returns the content of a tree. */
    private static final String LOOK = """
            () => {
              window.grace = { nickname: 'Grace', avatar: 'https://thirdwx.qlogo.cn/mmopen/vi_32/grace/132' };
              window.look = (root) => {
                const elements = {};
                const pictures = [];
                for (const node of root.querySelectorAll('*')) {
                  if (node.localName === 'img') pictures.push(node.src);
                  else elements[node.localName] = (elements[node.localName] ?? 0) + 1;
                  for (const { name } of node.attributes) if (name.startsWith('on')) elements[name] = 1;
                }
                return { elements, pictures, words: root.textContent };
              };
            }""";

    /** Logs in with WeChat codes, in one new element for each. */
    static final String COMPLETE = """
            async ([endpoint, instance, codes]) => {
              const drawn = [];
              for (const code of codes) {
                const headers = { 'Content-Type': 'application/json' };
                const answer = await fetch(`${endpoint}/api/login/${instance}/attempts`,
                  { method: 'POST', headers, body: '{"intent":"login"}', credentials: 'include' });
                const { state } = await answer.json();
                const login = document.createElement('wechat-login');
                Object.assign(login, { endpoint, instance, manual: true, locale: 'en' });
                document.querySelector('main').append(login);
                const ended = new Promise((done) => {
                  login.addEventListener('wechat-state', ({ detail: { to } }) => {
                    if (/success|choosing|error/.test(to)) setTimeout(done);
                  });
                });
                login.complete({ state, code });
                await ended;
                drawn.push(look(login.shadowRoot));
              }
              return drawn;
            }""";

    /** Logs in with fabricated responses, including values that the server would not return. */
    static final String STUB = """
            async ([kind, people]) => {
              const drawn = [];
              for (const { nickname, avatar } of [grace, ...JSON.parse(people)]) {
                const corps = [1, 2].map((id) => ({ corpId: String(id), corpName: nickname }));
                const answers = {
                  code: kind === 'newcomer'
                    ? [403, { code: 'wechat_not_bound', bindTicket: 'a', profile: { nickname, avatar } }]
                    : [200, { loginCode: 'a', corpList: kind === 'corps' ? corps : [] }],
                  session: [201, { user: { userId: 'u', nickname, avatar } }],
                };
                const login = document.createElement('wechat-login');
                Object.assign(login, { instance: 'Any', manual: true, locale: 'en', fetch: async (url) => {
                  const [status, body] = answers[new URL(url).pathname.split('/').pop()];
                  return new Response(JSON.stringify(body), { status });
                } });
                document.querySelector('main').append(login);
                const ended = new Promise((done) => {
                  login.addEventListener('wechat-state', ({ detail: { to } }) => {
                    if (/success|choosing|error/.test(to)) setTimeout(done);
                  });
                });
                login.complete({ state: 'a', code: 'a' });
                await ended;
                drawn.push(look(login.shadowRoot));
              }
              return drawn;
            }""";

    /** Dispatches a session event for each user to the element of a page. */
    static final String ON_LOGIN_PAGE = """
            async ([place, people]) => {
              const login = document.querySelector('wechat-login');
              const drawn = [];
              for (const user of [grace, ...JSON.parse(people)]) {
                const detail = { user: { userId: 'u', ...user }, corp: { corpId: 'c', corpName: user.nickname } };
                login.dispatchEvent(new CustomEvent('wechat-session', { detail, cancelable: true }));
                await new Promise((done) => { setTimeout(done); });
                drawn.push(look(document.querySelector(place)));
              }
              return drawn;
            }""";

    /** Makes the account page reload the session of each user, with fabricated responses. */
    static final String ON_ACCOUNT_PAGE = """
            async ([people]) => {
              const drawn = [];
              const real = window.fetch;
              for (const user of [grace, ...JSON.parse(people)]) {
                const corps = [1, 2].map((id) => ({ corpId: String(id), corpName: user.nickname }));
                const answers = {
                  session: { user: { userId: 'u', ...user }, corp: corps[0], corpList: corps },
                  corp: {},
                  login: [{ name: 'A', title: user.nickname, isActive: true }],
                  bindings: [{ name: 'A', title: user.nickname, isActive: true, boundAt: new Date().toISOString() }],
                  sessions: [1, 2].map((id) => ({ id: String(id), device: user.nickname, instance: 'A', current: id === 1,
                    createdAt: new Date().toISOString(), lastSeenAt: new Date().toISOString() })),
                };
                window.fetch = async (url) => new Response(JSON.stringify(answers[new URL(url).pathname.split('/').pop()]));
                const name = document.getElementById('devices');
                const redrawn = new Promise((done) => {
                  new MutationObserver((_, observer) => { observer.disconnect(); setTimeout(done); })
                    .observe(name, { childList: true });
                });
                document.getElementById('corp-form').requestSubmit();
                await redrawn;
                drawn.push(look(document.querySelector('main')));
              }
              window.fetch = real;
              return drawn;
            }""";

    /** Returns the content for a harmless user first, then for the other users in their order. */
    static List<Drawn> by(Page page, String script, List<?> arguments) {
        page.evaluate(LOOK);
        return ((List<?>) page.evaluate(script, arguments))
                .stream().map(each -> (Map<?, ?>) each).map(Drawn::of).toList();
    }

    @SuppressWarnings("unchecked")
    private static Drawn of(Map<?, ?> answer) {
        return new Drawn((Map<String, Object>) answer.get("elements"), (List<String>) answer.get("pictures"), (String)
                answer.get("words"));
    }

    /** Requires that hostile names and pictures result only in text and in pictures over https. */
    static void assertInert(Page page, List<Drawn> drawn, int people) {
        assertThat(drawn).hasSize(people + 1);
        Drawn harmless = drawn.get(0);
        assertThat(harmless.words()).contains("Grace");
        for (int i = 1; i <= people; i++) {
            Drawn other = drawn.get(i);
            assertThat(other.elements()).as(other.words()).isEqualTo(harmless.elements());
            assertThat(other.words()).isNotBlank();
            assertThat(other.pictures()).allMatch(each -> each.startsWith("https:"));
        }
        assertThat(page.evaluate("window.pwned")).isNull();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
