// The login page's script: polls for the phone and navigates when it gets the code.
(function () {
  'use strict';
  var data = document.body.dataset;
  var MANY = 32;
  var failures = 0;

  function show(name) {
    ['js_wx_default_tip', 'js_wx_after_scan', 'js_wx_after_cancel'].forEach(function (other) {
      document.querySelectorAll('.' + other).forEach(function (element) {
        element.hidden = other !== name;
      });
    });
    document.body.classList.toggle('scanned', name === 'js_wx_after_scan');
  }

  // self_redirect: "true" navigates this frame, every other value the top window. WeChat's "default" first tries
  // document.domain = 'qq.com', which fails on every other site, and then navigates the top window too.
  function navigate(address) {
    if (data.navigates === 'page') {
      window.location.href = address;
      return;
    }
    if (data.navigates === 'true') {
      try {
        window.location.href = address;
        return;
      } catch (e) {
        // Falls through to the top window.
      }
    }
    window.top.location.href = address;
  }

  function again(delay, last) {
    window.setTimeout(function () { poll(last); }, delay);
  }

  function heard(last) {
    var errcode = window.wx_errcode;
    var code = window.wx_code;
    switch (errcode) {
      case 405:
        if (code) {
          window.wayBack.allowed(code, navigate);
        } else {
          again(2000);
        }
        break;
      case 404:
        show('js_wx_after_scan');
        again(100, 404);
        break;
      case 403:
        show('js_wx_after_cancel');
        // WeChat's page stays open now; until 2020 it returned with the state alone.
        if (!window.wayBack.refused(navigate)) {
          again(2000, 403);
        }
        break;
      case 402:
      case 500:
        window.location.reload();
        break;
      default:
        again(2000);
    }
  }

  function poll(last) {
    var script = document.createElement('script');
    window.wx_errcode = 0;
    window.wx_code = '';
    script.src = data.poll + (last ? '&last=' + last : '') + '&_=' + Date.now();
    script.onload = function () {
      script.remove();
      failures = 0;
      heard(last);
    };
    script.onerror = function () {
      script.remove();
      failures += 1;
      again(Math.min(failures, MANY) * 2000, last);
    };
    document.head.appendChild(script);
  }

  // For the application, quick login differs only in the address, so the phone still allows it here.
  var quick = document.querySelector('.emulator_quick');
  function drawQuick() {
    quick.setAttribute('aria-pressed', data.before);
  }
  quick.hidden = data.fast === 'off';
  quick.addEventListener('click', function () {
    data.before = data.before === 'true' ? 'false' : 'true';
    drawQuick();
  });
  drawQuick();

  // The only message that the embedded page sends to its host page.
  if (window.parent !== window) {
    window.parent.postMessage(JSON.stringify({ type: 'status', status: 'wxReady' }), '*');
  }
  // A pending script delays the load event of this page and of the iframe that contains it. So polling starts after the
  // load event, or after five seconds when the picture does not load.
  var started = false;
  function start() {
    if (!started) {
      started = true;
      again(100);
    }
  }
  window.addEventListener('load', start);
  window.setTimeout(start, 5000);
})();
