package dev.saoma.benchmark.bare;

import java.io.IOException;

/** WeChat's server API. */
interface WeChat {
    /** Returns the body of the response to a GET of this path and query. */
    String get(String path) throws IOException;
}
