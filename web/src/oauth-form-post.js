// SPDX-License-Identifier: Apache-2.0

// Sends the only form of the page. Without scripts, the person presses its button.

// A field named submit would hide the method of this name at the form itself.
HTMLFormElement.prototype.submit.call(document.forms[0]);
