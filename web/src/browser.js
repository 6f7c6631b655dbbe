// SPDX-License-Identifier: Apache-2.0

// Says so where a page's module did not begin, as in a browser that is too old to read it. So this file keeps to what
// browsers have had since 2011: no module, nothing of ES2015.
(function (window, document) {
  'use strict';
  var lost = false;

  // A file that does not come tells its own element; one that cannot be read tells the window alone.
  document.addEventListener('error', function (event) {
    if (event.target && event.target.nodeName === 'SCRIPT') lost = true;
  }, true);

  window.addEventListener('load', function () {
    if (document.documentElement.hasAttribute('data-begun')) return;
    var words = document.getElementById(lost ? 'lost' : 'old');
    if (words) words.hidden = false;
  });
})(window, document);
