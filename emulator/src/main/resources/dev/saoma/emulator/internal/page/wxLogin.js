// The emulator's own embed script, with the options that WeChat documents for its wxLogin.js. Not WeChat's file.
(function (window, document) {
  'use strict';
  var source = document.currentScript && document.currentScript.src;
  var base = source ? source.replace(/^(https?:\/\/[^/]+).*$/, '$1') : '';
  // Under WeChat's names, script and page have different hosts, as the Content-Security-Policies of pages expect.
  base = base.replace('://res.wx.qq.com', '://open.weixin.qq.com');

  function address(options) {
    var self = options.self_redirect === true ? 'true' : options.self_redirect === false ? 'false' : 'default';
    // Raw concatenation as in the original: the caller encodes redirect_uri, or loses what follows it.
    var text = base + '/connect/qrconnect?appid=' + options.appid + '&scope=' + options.scope +
      '&redirect_uri=' + options.redirect_uri + '&state=' + options.state + '&login_type=jssdk' +
      '&self_redirect=' + self + '&styletype=' + (options.styletype || '') + '&sizetype=' + (options.sizetype || '') +
      '&bgcolor=' + (options.bgcolor || '') + '&rst=' + (options.rst || '');
    text += options.style ? '&style=' + options.style : '';
    text += options.href ? '&href=' + options.href : '';
    text += options.lang === 'en' ? '&lang=en' : '';
    text += options.stylelite === 1 ? '&stylelite=1' : '';
    text += options.fast_login === 0 ? '&fast_login=0' : '';
    return text;
  }

  function listen(frame, options) {
    function heard(event) {
      if (event.source !== frame.contentWindow || event.origin !== base || typeof event.data !== 'string') {
        return;
      }
      try {
        var message = JSON.parse(event.data);
        if (message.type === 'status' && message.status === 'wxReady' && typeof options.onReady === 'function') {
          options.onReady(true);
        }
      } catch (e) {
        // Not a message of the login page.
      }
    }
    window.addEventListener('message', heard);
    return function () {
      window.removeEventListener('message', heard);
      if (typeof options.onCleanup === 'function') {
        options.onCleanup();
      }
    };
  }

  window.WxLogin = function (options) {
    var frame = document.createElement('iframe');
    frame.src = address(options);
    frame.setAttribute('frameBorder', '0');
    frame.setAttribute('allowTransparency', 'true');
    frame.setAttribute('scrolling', 'no');
    frame.setAttribute('width', '300px');
    frame.setAttribute('height', '400px');
    var stop = listen(frame, options);
    var container = document.getElementById(options.id);
    container.innerHTML = '';
    container.appendChild(frame);
    window.addEventListener('pagehide', stop, { once: true });
  };
})(window, document);
