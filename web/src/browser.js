// SPDX-License-Identifier: Apache-2.0

// Shows a message when the page's module did not start, for example in a browser too old for it. So this file uses
// only features of 2011: no module, no ES2015.
(function (window, document) {
  'use strict';
  var lost = false;

  // A missing file raises an error at its element; one with a syntax error raises it only at the window.
  document.addEventListener('error', function (event) {
    if (event.target && event.target.nodeName === 'SCRIPT') lost = true;
  }, true);

  window.addEventListener('load', function () {
    if (document.documentElement.hasAttribute('data-begun')) return;
    var words = document.getElementById(lost ? 'lost' : 'old');
    if (words) words.hidden = false;
  });
})(window, document);
