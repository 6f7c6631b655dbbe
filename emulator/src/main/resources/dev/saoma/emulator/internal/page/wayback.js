// The return of a page to the application, by data attributes of its body. For login pages in any browser.
(function () {
  'use strict';
  var data = document.body.dataset;

  // Plain concatenation, as in WeChat's scan path: a fragment in redirect_uri swallows the code. Quick login inserts the
  // parameters before the fragment (community 000ca4e0d38eb078a142652ce6e400 for both).
  function address(parameters) {
    var redirect = data.redirect;
    var hash = data.before === 'true' ? redirect.indexOf('#') : -1;
    var fragment = hash < 0 ? '' : redirect.slice(hash);
    var start = hash < 0 ? redirect : redirect.slice(0, hash);
    return start + (start.indexOf('?') < 0 ? '?' : '&') + parameters + 'state=' + encodeURIComponent(data.state) +
      fragment;
  }

  function withCode(code) {
    return address('code=' + encodeURIComponent(code) + '&');
  }

  window.wayBack = {
    // With the code. For the fault double_callback, the callback is called once more before the navigation.
    allowed: function (code, navigate) {
      var target = withCode(code);
      var go = function () { navigate(target); };
      if (data.twice === 'true') {
        window.fetch(target, { mode: 'no-cors', credentials: 'include' }).then(go, go);
      } else {
        go();
      }
    },
    // Whether the page returns after a refusal: with the state alone, or with a value in the code's place.
    refused: function (navigate) {
      if (data.refusal === 'stay') {
        return false;
      }
      navigate(data.refusal === 'state' ? address('') : withCode('authdeny'));
      return true;
    },
  };
})();
