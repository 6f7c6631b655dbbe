// Of no use to anybody but AssetsTest.

import './imported-and-gone.js';
